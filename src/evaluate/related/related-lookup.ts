import type { Within } from "../../model/words.ts";
import type { DocumentView } from "../language/document-view.ts";

/** What a condition wants to be able to look up: resources of these types, by one field of theirs. */
export interface IndexSpec {
  /** Equal for equal look-ups, whichever rule they are of. */
  readonly id: string;
  readonly types: readonly string[];
  /** Path of the joined field in the other document; null: all of the type within. */
  readonly theirs: string | null;
  readonly within: Within;
  /** True where who asks may lie in another account than the resource that is judged. */
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

/** Whether what is looked up may lie in another account than the resource that is judged. An id may name any. */
export function isAskedFromAfar({ within, theirs, anywhere }: IndexSpec): boolean {
  return anywhere === true || within === "organization" || theirs === "id";
}

/** One look-up, from the account and region of the document that asks. */
export interface RelatedRequest {
  readonly spec: IndexSpec;
  /** The joined value; null where the spec joins on nothing. */
  readonly key: string | null;
  readonly asking: DocumentView;
  /** The one account and region in which it can be, where the asker knows them: nearer than the spec's `within`. */
  readonly at?: { readonly account: string; readonly region: string };
}

/** The same object for the same question: what hangs on the answer alone may be remembered by it. */
export interface RelatedAnswer {
  readonly found: readonly DocumentView[];
  /** Why there may be others; null where everything within was read. */
  readonly hole: string | null;
  /** The hole is that what is still to come was not seen yet. */
  readonly isUnfinished?: true;
}

export type RelatedLookup = (request: RelatedRequest) => RelatedAnswer;

/** For pairs that would have to wait and do not fit. */
export const TOO_MUCH_RELATED: RelatedLookup = always("more pairs wait for others than fit in memory");

/** For conditions that have no related resources. */
export const NOTHING_RELATED: RelatedLookup = always("no other resource was looked at");

function always(hole: string): RelatedLookup {
  const answer: RelatedAnswer = { found: [], hole };
  return () => answer;
}
