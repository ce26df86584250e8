/** Words that anybody may read: those of the rules and of what they are written in. */
export type Vocabulary = ReadonlySet<string>;

/** What of a text is one word: a name, an address or a path is one until it is taken apart. */
export const WORD = /[\p{L}\p{N}_.:/@*+#$%~-]+/gu;

/** Where a word is taken apart: `arn:aws:s3:::logs/today` is six words, and the signs between them. */
export const JOINTS = /([.:/])/;

/** What the program itself says in messages and evidence, beside the words of the rules. */
const OWN_WORDS =
  "account attestation attempts candidate config-snapshot could element exemption gate get leaves loosens narrows none not organisation post " +
  "queried quota recorder resource-graph resourcegraph satisfy still subscriptions throttled truncated unassigned wholly withheld";

/** Every word in any text of `values`, whole and taken apart, in lower case. */
export function vocabularyOf(...values: readonly unknown[]): Vocabulary {
  const words = new Set<string>();
  const take = (value: unknown): void => {
    if (typeof value === "string") return takeText(value);
    if (Array.isArray(value)) return value.forEach(take);
    if (typeof value !== "object" || value === null) return;
    for (const [key, one] of Object.entries(value)) {
      takeText(key);
      take(one);
    }
  };
  const seen = new Set<string>();
  const takeText = (text: string): void => {
    if (seen.has(text)) return;
    seen.add(text);
    for (const [word] of text.toLowerCase().matchAll(WORD)) {
      words.add(word.replace(/[.:]+$/, ""));
      for (const part of word.split(JOINTS)) words.add(part);
    }
  };
  [OWN_WORDS, ...values].forEach(take);
  return words;
}
