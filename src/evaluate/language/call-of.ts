import { NOT_IN_INPUT } from "../../model/not-in-input.ts";
import type { ResourceDocument } from "../../model/resource.ts";
import type { Evidence } from "../../model/run.ts";
import type { FieldLists, TypeFields } from "../../model/rule.ts";
import type { Step } from "./path.ts";
import { stepsText } from "./path.ts";

/** The call, or the shape of file, that told what stands at a place of a document; undefined where nobody said. */
export type CallOf = (
  document: ResourceDocument,
  steps: readonly Step[],
  fact: Pick<Evidence, "seen" | "state">,
) => string | undefined;

/** That of the document, whatever the place. */
export const callOfDocument: CallOf = ({ source }) => source;

/**
 * Joined facts and children come by calls of their own, which the field lists name. Where the input never held them no such
 * call was made, and all that can be named is what the document came from.
 */
export function callsOfFields(fields: FieldLists): CallOf {
  return (document, steps, fact) => {
    const part = wasNotInInput(fact) ? null : partOf(steps);
    return (part && listedCall(fields, document.type, part)) ?? document.source;
  };
}

/** What a call of its own gives, as far as its name goes: `@credentials`, `@iam.password_policy`, `children.keys`; null: nothing does. */
function partOf([root, key]: readonly Step[]): readonly string[] | null {
  if (typeof root !== "string" || (root !== "children" && !root.startsWith("@"))) return null;
  return typeof key === "string" ? [root, key] : [root];
}

function wasNotInInput({ seen, state }: Pick<Evidence, "seen" | "state">): boolean {
  return state === "unread" && (seen === NOT_IN_INPUT.fact || seen === NOT_IN_INPUT.children);
}

/** As whoever asked names it: without what stands behind the question mark. */
function listedCall(fields: FieldLists, type: string, part: readonly string[]): string | undefined {
  const listed: TypeFields["fields"] = Object.hasOwn(fields, type) ? fields[type]!.fields : {};
  for (const path of [stepsText(part), stepsText(part.slice(0, 1))]) {
    const call = Object.hasOwn(listed, path) ? listed[path]!.call : undefined;
    if (call !== undefined) return call.replace(/\?.*$/s, "");
  }
  return undefined;
}
