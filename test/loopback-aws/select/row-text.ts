import type { Row } from "./matches.ts";

/** Objects that Select shows with its own numbers: whole ones with a fraction. */
const WITH_FRACTIONS = new Set(["configuration", "supplementaryConfiguration"]);

/** A row as Select writes it: what is null is left out, except a `configuration` that is null as a whole. */
export function rowText(row: Row): string {
  const members = Object.entries(row)
    .filter(([key, value]) => value !== undefined && (value !== null || key === "configuration"))
    .map(([key, value]) => `${JSON.stringify(key)}:${valueText(value, WITH_FRACTIONS.has(key))}`);
  return `{${members.join(",")}}`;
}

function valueText(value: unknown, fractions: boolean): string {
  if (Array.isArray(value)) return `[${value.map((element) => valueText(element, fractions)).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== null && member !== undefined)
      .map(([key, member]) => `${JSON.stringify(key)}:${valueText(member, fractions)}`);
    return `{${members.join(",")}}`;
  }
  const text = JSON.stringify(value);
  return fractions && Number.isSafeInteger(value) ? `${text}.0` : text;
}
