import type { Owner } from "../model/owner.ts";
import type { Responsibility } from "../model/responsibility.ts";
import type { CompiledRule } from "./compiled-rule.ts";
import type { Frame } from "./language/frame.ts";

/** One rule on one document that was read and is fresh, with who answers for the rule's layer there. */
export interface Pair {
  readonly rule: CompiledRule;
  /** At the top of the document: one frame for all rules on it. */
  readonly top: Frame;
  readonly answerer: Responsibility;
  readonly owner: Owner;
}
