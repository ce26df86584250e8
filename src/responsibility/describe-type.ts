import type {
  Responsibility,
  ResponsibilityException,
  ResponsibilityModel,
  TypeFacts,
} from "../model/responsibility.ts";
import { LAYERS } from "../model/words.ts";
import type { Layer } from "../model/words.ts";
import { classifiedType } from "./classified-type.ts";
import { planChildren, planType, unclassified } from "./plan.ts";

/** What the model says about a type before any document of it is seen. */
export interface TypeDescription {
  readonly type: string;
  /** The type in the model that applies to it; null if nothing is known. */
  readonly classifiedAs: string | null;
  readonly facts: TypeFacts | null;
  readonly layers: Readonly<Record<Layer, Responsibility>>;
  /** The exceptions that can change single layers, in the order they are asked. */
  readonly exceptions: readonly ResponsibilityException[];
}

export function describeType(model: ResponsibilityModel, type: string): TypeDescription {
  const classifiedAs = classifiedType(type, (candidate) => Object.hasOwn(model.types, candidate)) ?? null;
  if (classifiedAs === null) {
    const layers = Object.fromEntries(LAYERS.map((layer) => [layer, unclassified(type, layer)]));
    return { type, classifiedAs, facts: null, layers: layers as Record<Layer, Responsibility>, exceptions: [] };
  }
  const facts = model.types[classifiedAs]!;
  // Nothing is judged here, so no condition is compiled.
  const own = planType(model, classifiedAs, facts, () => () => ({ truth: "false", decided: null }));
  const plan = classifiedAs === type ? own : planChildren(model, own, facts);
  return { type, classifiedAs, facts, layers: plan.base, exceptions: plan.steps.map(({ exception }) => exception) };
}
