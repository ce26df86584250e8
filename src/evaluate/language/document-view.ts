import type { ResourceDocument } from "../../model/resource.ts";
import { indexUnread } from "./unread.ts";
import type { EvaluatedResource } from "../../model/run.ts";
import type { UnreadIndex } from "./unread.ts";

/** A document as the evaluator sees it. */
export interface DocumentView {
  readonly document: ResourceDocument;
  /** Null if nothing of it was refused: the common case, which costs nothing. */
  readonly unread: UnreadIndex | null;
  /** How evaluations name it; set by the first that does. */
  judged?: EvaluatedResource;
}

export function viewDocument(document: ResourceDocument): DocumentView {
  const unread = document.unread;
  if (!unread || unread.length === 0) return { document, unread: null };
  return { document, unread: indexUnread(unread) };
}
