import type { Step } from "./path.ts";
import type { DocumentView } from "./document-view.ts";

/** What a condition is evaluated on: a document, or an element of a list in one. Paths begin here. */
export interface Frame {
  readonly value: unknown;
  readonly view: DocumentView;
  /** The frame the element was found from, in the same document; null at a document's top. */
  readonly container: Frame | null;
  /** Steps from `container` to this element. */
  readonly steps: readonly Step[];
  /** The enclosing frame of the condition, for `$name`; null at the judged resource. */
  readonly outer: Frame | null;
  /** The name given to this element by `as`. */
  readonly name: string | null;
}

export function documentFrame(view: DocumentView, outer: Frame | null = null, name: string | null = null): Frame {
  return { value: view.document, view, container: null, steps: [], outer, name };
}

/** The frame of the resource being judged. */
export function judgedFrame(frame: Frame): Frame {
  let at = frame;
  while (at.outer) at = at.outer;
  return at;
}

/** The innermost element called `name`. The loader has ensured that there is one. */
export function namedFrame(frame: Frame, name: string): Frame {
  for (let at: Frame | null = frame; at; at = at.outer) if (at.name === name) return at;
  throw new Error(`nothing is named $${name}`);
}

/** The steps of an element found without recording its position, because no evidence was wanted. */
export const UNPLACED: readonly Step[] = [];

/** Whether evidence can be given for what is found from here. */
export function isPlaced({ steps }: Frame): boolean {
  return steps !== UNPLACED;
}

/** Steps from the document's top to the frame's value. */
export function stepsFromTop(frame: Frame): Step[] {
  const above = frame.container ? stepsFromTop(frame.container) : [];
  return above.length === 0 ? [...frame.steps] : above.concat(frame.steps);
}
