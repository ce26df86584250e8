import type { EvaluatedResource, Evaluation } from "../model/run.ts";
import { SEVERITIES, type Severity } from "../model/words.ts";

/** A list that is written, in pieces: text, or bytes of UTF-8 that end where a record ends. */
export interface Records {
  readonly count: number;
  /** All of them, with that text between one and the next; to be asked for any number of times. */
  readonly pieces: (between: string) => Iterable<Piece>;
}

export type Piece = string | Uint8Array;

/** Records in a piece: a piece a record would cost more than the record. */
const RECORDS_A_PIECE = 200;

/** The items, written when they are asked for. */
export function recordsOf<Item>(items: readonly Item[], write: (item: Item) => string): Records {
  return {
    count: items.length,
    *pieces(between) {
      for (let from = 0; from < items.length; from += RECORDS_A_PIECE) {
        const some = items.slice(from, from + RECORDS_A_PIECE).map(write);
        yield (from === 0 ? "" : between) + some.join(between);
      }
    },
  };
}

/** All pieces as one text. */
export function textOf(pieces: Iterable<Piece>): string {
  const decoder = new TextDecoder();
  return Array.from(pieces, (piece) => (typeof piece === "string" ? piece : decoder.decode(piece))).join("");
}

/** All pieces as bytes. */
export function bytesOf(pieces: Iterable<Piece>): Uint8Array {
  return Buffer.concat(Array.from(pieces, (piece) => (typeof piece === "string" ? Buffer.from(piece) : piece)));
}

/** Where a record belongs: two texts that compare, one after the other, as `compareEvaluations` does. */
export interface RecordOrder {
  /** Severity and rule. */
  readonly rule: string;
  readonly place: string;
}

/** Gives the order of evaluations; what many share is the same text, kept once. */
export function createRecordOrder(): (evaluation: Evaluation) => RecordOrder {
  /** By id; of a rule whose severity differs from place to place the last. */
  const rules = new Map<string, { readonly severity: Severity; readonly rule: string }>();
  let last: EvaluatedResource | undefined;
  let lastPlace = "";
  const ruleOf = (id: string, severity: Severity): string => {
    let known = rules.get(id);
    if (known?.severity !== severity)
      rules.set(id, (known = { severity, rule: `${SEVERITIES.indexOf(severity)} ${id}` }));
    return known.rule;
  };
  return ({ severity, rule_id: id, resource, fingerprint }) => {
    if (resource !== last) {
      last = resource;
      lastPlace = placeOf(resource);
    }
    const rule = ruleOf(id, severity);
    // What has no id is identified by its fingerprint alone.
    return { rule, place: resource.id ? lastPlace : `${lastPlace}${END}${fingerprint}` };
  };
}

/** Less than any character of a text but itself. */
const END = "\u0000";

function placeOf({ provider, account, region, type, id }: EvaluatedResource): string {
  const parts = [provider, account, region, type, id ?? ""];
  if (!parts.some((part) => part.includes(END))) return parts.join(END);
  return parts.map((part) => part.replaceAll(END, `${END}\u0001`)).join(END);
}

export function compareRecords(a: RecordOrder, b: RecordOrder): number {
  if (a.rule !== b.rule) return a.rule < b.rule ? -1 : 1;
  return a.place < b.place ? -1 : a.place > b.place ? 1 : 0;
}
