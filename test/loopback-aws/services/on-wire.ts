/** How a service writes what AWS Config writes in words of its own. */
export interface Wire {
  /** The name of a member on the wire. */
  readonly spell: (key: string) => string;
  /** Members that are spelled otherwise, by AWS Config's name. */
  readonly names?: Readonly<Record<string, string>>;
  /** For XML: the element that a list's elements stand in, by the list's name on the wire. */
  readonly element?: (list: string) => string;
  /** Members whose keys are the customer's words. */
  readonly maps?: readonly string[];
  /** Members that the service does not have, or not there. */
  readonly leftOut?: readonly string[];
}

type Members = Readonly<Record<string, unknown>>;

/** A part of a document as the service says it; what is null stays away, as it does in answers. */
export function onWire(part: unknown, wire: Wire): Members {
  const convert = (value: unknown, name: string): unknown => {
    if (Array.isArray(value)) {
      const all = value.map((one) => convert(one, name));
      return wire.element === undefined ? all : { [wire.element(name)]: all };
    }
    if (typeof value !== "object" || value === null) return value;
    return "masked" in value && "length" in value ? textFor(value) : members(value);
  };
  const members = (value: object): Members => {
    const known = Object.entries(value).filter(([key, one]) => one !== null && !wire.leftOut?.includes(key));
    return Object.fromEntries(
      known.map(([key, one]) => {
        const name = wire.names?.[key] ?? wire.spell(key);
        return [name, wire.maps?.includes(key) ? one : convert(one, name)];
      }),
    );
  };
  return members((part ?? {}) as object);
}

/** What was masked comes as some text that looks the same. */
function textFor(masked: object & Record<"length", unknown>): string {
  const looks = "looks_like" in masked ? String(masked.looks_like) : "";
  return LOOKS[looks] ?? "s".repeat(Number(masked.length));
}

const LOOKS: Readonly<Record<string, string>> = {
  connection_string: "postgres://sample:sample-word@db.example/bookings",
  reference: "arn:aws:ssm:eu-west-1:111122223333:parameter/sample",
};

export const upper = (key: string): string => key.charAt(0).toUpperCase() + key.slice(1);
export const lower = (key: string): string => key.charAt(0).toLowerCase() + key.slice(1);
export const same = (key: string): string => key;
