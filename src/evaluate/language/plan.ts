import type { Field } from "../../model/rule.ts";
import { fieldOf } from "./context.ts";
import type { CompileContext } from "./context.ts";
import { fieldText, parsePath } from "./path.ts";
import type { Path, Segment } from "./path.ts";
import type { PlacePlan } from "./place.ts";

/** A place's plan and what the field list says about it. */
export interface PlannedPlace {
  readonly plan: PlacePlan;
  /** Type and path in the field list, e.g. `configuration.ipPermissions[].fromPort`. */
  readonly type: string;
  readonly fieldPath: string;
  readonly field: Field | undefined;
}

/** Prepares a path once, at load, for any number of documents. */
export function planPlace(text: string, context: CompileContext): PlannedPlace {
  return planSegments(parsePath(text), context);
}

export function planSegments(path: Path, context: CompileContext): PlannedPlace {
  const start = startOf(path, context);
  const pathOf = (segments: readonly Segment[]): string => fieldText(segments, start.prefix);
  const lookUp = (at: string): Field | undefined => fieldOf(context.facts, start.type, at, context.fold);
  const fieldPath = pathOf(path.segments);
  return {
    plan: {
      path,
      fold: context.fold,
      always: path.segments.map((_, i) => lookUp(pathOf(path.segments.slice(0, i + 1)))?.always === true),
      unlisted: Object.hasOwn(context.unlisted, fieldPath) || Object.hasOwn(context.unlisted, path.text),
    },
    type: start.type,
    fieldPath,
    field: lookUp(fieldPath),
  };
}

function startOf(path: Path, context: CompileContext): { readonly type: string; readonly prefix: string } {
  if (path.root === "element") return context;
  return context.named[path.name ?? ""] ?? context;
}
