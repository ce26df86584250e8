import { NOT_IN_INPUT } from "../../model/not-in-input.ts";
import type { ResourceDocument } from "../../model/resource.ts";
import type { Evidence } from "../../model/run.ts";
import type { FieldLists, TypeFields } from "../../model/rule.ts";
import type { Step } from "./path.ts";
import { stepsText } from "./path.ts";

/** The call or file shape that a place in a document came from; undefined if not known. */
export type CallOf = (
  document: ResourceDocument,
  steps: readonly Step[],
  fact: Pick<Evidence, "seen" | "state">,
) => string | undefined;

/** The call of the document, for every place in it. */
export const callOfDocument: CallOf = ({ source }) => source;

/**
 * Joined facts and children come from their own calls, which the field lists name; so do parts of what was read from a
 * service instead of AWS Config. If the input never contained them, no such call was made, and only the source of the
 * document can be named.
 */
export function callsOfFields(fields: FieldLists): CallOf {
  return (document, steps, fact) => {
    const { type, source } = document;
    if (!Object.hasOwn(fields, type) || wasNotInInput(fact)) return source;
    const own = fields[type]!;
    const isDirect = source !== undefined && own.direct_calls?.includes(source) === true;
    return (isDirect || isOfOwnCall(steps[0]) ? listedCall(own, steps, isDirect) : undefined) ?? source;
  };
}

function isOfOwnCall(root: Step | undefined): boolean {
  return typeof root === "string" && (root === "children" || root.startsWith("@"));
}

function wasNotInInput({ seen, state }: Pick<Evidence, "seen" | "state">): boolean {
  return state === "unread" && (seen === NOT_IN_INPUT.fact || seen === NOT_IN_INPUT.children);
}

/**
 * The call listed for something that one call returns: `@credentials`, `@iam.password_policy`, `children.keys`, `tags`.
 * Named as by the collector, without what follows the question mark.
 */
function listedCall({ fields }: TypeFields, steps: readonly Step[], isDirect: boolean): string | undefined {
  for (const path of [stepsText(steps.slice(0, 2)), stepsText(steps.slice(0, 1))]) {
    const field = Object.hasOwn(fields, path) ? fields[path]! : undefined;
    const call = field?.call ?? (isDirect ? field?.direct_calls?.[0] : undefined);
    if (call !== undefined) return call.replace(/\?.*$/s, "");
  }
  return undefined;
}
