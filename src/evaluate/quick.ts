import { ROOTS } from "../model/resource.ts";
import type { Frame } from "./frame.ts";
import type { PlacePlan } from "./place.ts";

/**
 * The value at a place of plain keys in a document of which nothing is unread: the common case, without any
 * allocation. Undefined where it is not that simple; `findPlace` then gives the whole answer.
 */
export function quickValue(plan: PlacePlan, frame: Frame): unknown {
  if (plan.fold || plan.path.root !== "element" || frame.view.unread) return undefined;
  let value: unknown = frame.value;
  const { segments } = plan.path;
  for (let i = 0; i < segments.length; i++) {
    const segment = segments[i]!;
    if (segment.kind !== "key" || typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    if (!Object.hasOwn(value, segment.key)) return undefined;
    value = (value as Record<string, unknown>)[segment.key];
  }
  // Objects have states of their own (roots, masks, children that cannot exist).
  return typeof value === "object" || ROOTS.includes(plan.path.text) ? undefined : value;
}
