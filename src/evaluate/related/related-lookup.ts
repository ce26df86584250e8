import type { Within } from "../../model/words.ts";
import type { DocumentView } from "../language/document-view.ts";

/** What a condition needs to look up: resources of these types, by one of their fields. */
export interface IndexSpec {
  /** Equal for equal look-ups, even of different rules. */
  readonly id: string;
  readonly types: readonly string[];
  /** Path of the joined field in the other document; null for all of the type in scope. */
  readonly theirs: string | null;
  readonly within: Within;
  /** True if the asking document may lie in another account than the judged resource. */
  readonly anywhere?: boolean;
}

export function indexSpec(
  types: readonly string[],
  theirs: string | null,
  within: Within,
  anywhere = false,
): IndexSpec {
  return { id: JSON.stringify([types, theirs, within]), types, theirs, within, ...(anywhere && { anywhere }) };
}

/** Whether what is looked up may lie in another account than the judged resource. An id may name any account. */
export function isAskedFromAfar({ within, theirs, anywhere }: IndexSpec): boolean {
  return anywhere === true || within === "organization" || theirs === "id";
}

/** One look-up, from the account and region of the asking document. */
export interface RelatedRequest {
  readonly spec: IndexSpec;
  /** The joined value; null if the spec has no join. */
  readonly key: string | null;
  readonly asking: DocumentView;
  /** The only account and region it can be in, if the asker knows them; narrower than the spec's `within`. */
  readonly at?: { readonly account: string; readonly region: string };
}

/** The same object for the same question, so results that depend on the answer alone may be cached by it. */
export interface RelatedAnswer {
  readonly found: readonly DocumentView[];
  /** Why there may be more; null if everything in scope was read. */
  readonly hole: string | null;
  /** True if the hole is only that not everything was seen yet. */
  readonly isUnfinished?: true;
}

export type RelatedLookup = (request: RelatedRequest) => RelatedAnswer;

/** For pairs that would have to wait but do not fit. */
export const TOO_MUCH_RELATED: RelatedLookup = always("more pairs wait for others than fit in memory");

/** For conditions that have no related resources. */
export const NOTHING_RELATED: RelatedLookup = always("no other resource was looked at");

function always(hole: string): RelatedLookup {
  const answer: RelatedAnswer = { found: [], hole };
  return () => answer;
}
