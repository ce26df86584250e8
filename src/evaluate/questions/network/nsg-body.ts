import type { CompileContext } from "../../language/context.ts";
import type { Frame } from "../../language/frame.ts";
import { kindOf } from "../../language/place.ts";
import type { Doubt } from "../doubt.ts";
import { compileFact } from "./reading.ts";

const KEY = "properties";

/**
 * The frame that holds a rule's own keys: below `properties`, or in the element itself if an export has removed that
 * level.
 */
export function compileRuleBody(context: CompileContext): {
  read: (element: Frame, doubts: Doubt[]) => Frame;
  inner: CompileContext;
} {
  const find = compileFact(KEY, context);
  const read = (element: Frame, doubts: Doubt[]): Frame => {
    const place = find(element, doubts);
    if (place.state !== "value") return element;
    if (typeof place.value !== "object" || Array.isArray(place.value)) {
      doubts.push({ place: { ...place, state: "wrong_type", why: `${kindOf(place.value)} where keys are expected` } });
      return element;
    }
    return {
      value: place.value,
      view: element.view,
      container: element,
      steps: place.steps,
      outer: element.outer,
      name: null,
    };
  };
  return { read, inner: { ...context, prefix: `${context.prefix}.${KEY}` } };
}
