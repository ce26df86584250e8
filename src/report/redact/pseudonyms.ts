import { createHmac } from "node:crypto";
import { compareKeys, compareText } from "../../model/compare-text.ts";

/** The private half of a redaction: who holds it can tell every name, and make the same pseudonyms again. */
export interface RedactionKey {
  /** Hex digits. */
  readonly key: string;
  /** Pseudonym to the name it stands for: `bucket-17`. */
  readonly pseudonyms: Readonly<Record<string, string>>;
}

/** The pseudonym of a value of one kind: `account` and its id give `account-3`. */
export type NameOf = (kind: string, value: string) => string;

export interface Pseudonyms {
  readonly nameOf: NameOf;
  /** A fingerprint or digest that cannot be made from guessed names without the key. */
  readonly rekeyed: (digest: string) => string;
  /** With every pseudonym that was given. */
  readonly key: () => RedactionKey;
}

/**
 * Pseudonyms for all that `visit` asks for. Values that the key knows keep theirs; new ones are numbered after these, in
 * the order of their keyed hashes, so that a number says nothing of the name.
 */
export function createPseudonyms(
  known: RedactionKey,
  visit: (pseudonyms: Omit<Pseudonyms, "key">) => void,
): Pseudonyms {
  const keyed = (text: string): string => createHmac("sha256", known.key).update(text).digest("hex");
  const rekeyed = (digest: string): string => keyed(`digest\n${digest}`);
  const { given, highest } = numbersOf(known.pseudonyms);
  const asked = new Map<string, Map<string, string>>();
  visit({
    rekeyed,
    nameOf: (kind, value) => {
      if (!given.has(slot(kind, value))) within(asked, kind).set(value, keyed(`${kind}\n${value}`));
      return kind;
    },
  });
  for (const [kind, values] of asked) {
    const sorted = [...values].toSorted(([, a], [, b]) => compareText(a, b));
    sorted.forEach(([value], index) => given.set(slot(kind, value), `${kind}-${(highest.get(kind) ?? 0) + index + 1}`));
  }
  const nameOf: NameOf = (kind, value) => {
    const name = given.get(slot(kind, value));
    if (name === undefined) throw new Error(`a ${kind} was met that was not visited`);
    return name;
  };
  const key = (): RedactionKey => ({ key: known.key, pseudonyms: namesBack(given) });
  return { nameOf, rekeyed, key };
}

function slot(kind: string, value: string): string {
  return `${kind}\n${value}`;
}

function within(all: Map<string, Map<string, string>>, kind: string): Map<string, string> {
  const found = all.get(kind) ?? new Map<string, string>();
  all.set(kind, found);
  return found;
}

interface Numbers {
  /** Pseudonym by kind and value. */
  readonly given: Map<string, string>;
  /** The last number of each kind. */
  readonly highest: ReadonlyMap<string, number>;
}

function numbersOf(pseudonyms: RedactionKey["pseudonyms"]): Numbers {
  const given = new Map<string, string>();
  const highest = new Map<string, number>();
  for (const [name, value] of Object.entries(pseudonyms)) {
    const at = name.lastIndexOf("-");
    const kind = name.slice(0, at);
    given.set(slot(kind, value), name);
    highest.set(kind, Math.max(highest.get(kind) ?? 0, Number(name.slice(at + 1))));
  }
  return { given, highest };
}

function namesBack(given: ReadonlyMap<string, string>): Record<string, string> {
  const back = [...given].map(([at, name]) => [name, at.slice(at.indexOf("\n") + 1)] as const);
  return Object.fromEntries(back.toSorted(compareKeys));
}
