import { createNameFinder } from "./find-name.ts";
import type { NameOf } from "./pseudonyms.ts";
import { JOINTS, type Vocabulary, WORD } from "./vocabulary.ts";

/** A name that the run itself gives: what it is called in the redacted one. */
export type Known = ReadonlyMap<string, string>;

export interface Scrub {
  /** A text of the cloud or of the program: words that nobody knows give way to pseudonyms. */
  readonly text: (text: string) => string;
  /** Any value of a document, key by key. */
  readonly value: (value: unknown) => unknown;
}

interface Knowledge {
  /** Lower-case names of the run to their pseudonyms. */
  readonly known: Known;
  readonly vocabulary: Vocabulary;
  readonly nameOf: NameOf;
}

const MOMENT = /^\d{4}-\d\d-\d\d(?:T[\d:.]+Z?)?$/;
/** Ports, counts, days, versions, and moments in seconds or milliseconds; never twelve digits, which is an account. */
const NUMBER = /^[v-]?\d{1,6}%?$|^1\d{9}$|^1\d{12}$/;
const ACCOUNT = /^\d{12}$/;
const EVERYWHERE = /^(?:0\.0\.0\.0|::|255\.255\.255\.255)(?:\/\d{1,3})?$/;
const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?$/;
const IPV6 = /^(?=.*:.*:)[\da-f:.]+(?:\/\d{1,3})?$/i;

/** What a word is, by its shape alone: the kind of its pseudonym. */
const SHAPES: readonly (readonly [kind: string, shape: RegExp])[] = [
  ["person", /^[^@]+@[^@]+$/],
  ["address", IPV4],
  ["address", IPV6],
  ["account", ACCOUNT],
  ["id", /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i],
];

/**
 * Lets through only what cannot be a name: words of the rules and of what they are written in, numbers, moments,
 * addresses that mean everybody. All else gives way, also what the run nowhere calls a name.
 */
export function createScrub(knowledge: Knowledge): Scrub {
  const { known } = knowledge;
  const findLoose = createNameFinder([...known.keys()].filter(isLoose));
  const word = createWordScrub(knowledge);

  /** Names of several words first, the longest first; then word by word. */
  const scrubbed = (whole: string): string => {
    const lower = whole.toLowerCase();
    const name = lower.length === whole.length ? findLoose(lower) : undefined;
    if (name === undefined) return whole.replace(WORD, word);
    const at = lower.indexOf(name);
    return scrubbed(whole.slice(0, at)) + known.get(name)! + scrubbed(whole.slice(at + name.length));
  };

  const done = new Map<string, string>();
  const text = (whole: string): string => {
    let result = done.get(whole);
    if (result === undefined) done.set(whole, (result = known.get(whole.toLowerCase()) ?? scrubbed(whole)));
    return result;
  };

  const value = (whole: unknown): unknown => {
    if (typeof whole === "string") return text(whole);
    if (typeof whole === "number")
      return known.has(String(whole)) || ACCOUNT.test(String(whole)) ? text(String(whole)) : whole;
    if (Array.isArray(whole)) return whole.map(value);
    if (typeof whole !== "object" || whole === null) return whole;
    return Object.fromEntries(Object.entries(whole).map(([key, one]) => [text(key), value(one)]));
  };

  return { text, value };
}

/** One word of a text, with the marks that end it. */
function createWordScrub({ known, vocabulary, nameOf }: Knowledge): (found: string) => string {
  const part = (segment: string, alone: boolean): string => {
    if (!/[\p{L}\p{N}]/u.test(segment)) return segment;
    const lower = segment.toLowerCase();
    const name = known.get(lower);
    // A word of the language that also names something is the name only inside an address.
    const ordinary = alone && vocabulary.has(lower) && /^\p{L}+$/u.test(segment);
    if (name !== undefined && !ordinary) return name;
    if (NUMBER.test(segment) || MOMENT.test(segment) || vocabulary.has(lower)) return segment;
    return nameOf(SHAPES.find(([, shape]) => shape.test(segment))?.[0] ?? "text", lower);
  };

  return (found) => {
    const end = /[.:,/]*$/.exec(found)![0];
    const core = found.slice(0, found.length - end.length);
    const shape = SHAPES.find(([, one]) => one.test(core));
    if (MOMENT.test(core) || EVERYWHERE.test(core)) return found;
    const name = known.get(core.toLowerCase());
    if (shape) return (name ?? nameOf(shape[0], core.toLowerCase())) + end;
    const parts = core.split(JOINTS);
    if (parts.length === 1) return part(core, true) + end;
    if (name !== undefined) return name + end;
    return parts.map((one) => part(one, false)).join("") + end;
  };
}

const ONE_WORD = new RegExp(`^${WORD.source}$`, "u");

/** More than one word. */
function isLoose(name: string): boolean {
  return !ONE_WORD.test(name) && /[\p{L}\p{N}]{2}/u.test(name);
}
