import type { ResourceDocument } from "../model/resource.ts";
import type { Responsibility, ResponsibilityException, ResponsibilityModel } from "../model/responsibility.ts";
import type { Layer } from "../model/words.ts";
import { classifiedType } from "./classified-type.ts";
import type { CompileCondition, ConditionResult } from "./condition.ts";
import { planChildren, planType, responsibility, unclassified } from "./plan.ts";
import type { Step, TypePlan } from "./plan.ts";
import { stateOf, stateSet } from "./state-set.ts";
import type { StateSet } from "./state-set.ts";

/** Decides who answers for a layer of a resource. */
export interface Resolver {
  /** The same as `for(doc)(layer)`, for a single question. */
  resolve(doc: ResourceDocument, layer: Layer): Responsibility;
  /**
   * The answers for one document. Conditions are judged when a layer first needs them, each at most once. If no
   * exception of the type holds, the answer is a frozen object that all documents of the type share.
   */
  for(doc: ResourceDocument): (layer: Layer) => Responsibility;
}

/**
 * The resolver for `model`: profile, then overrides, then the type's exceptions, then those that hold everywhere; later
 * ones win. An exception that could not be decided leaves the layers it would have changed `undetermined`. A type that
 * is not in the model is judged by the nearest type above it that is, without that type's own exceptions; if there is
 * none, everything is the customer's and `assumed`.
 */
export function createResolver(model: ResponsibilityModel, compile: CompileCondition): Resolver {
  const types = new Map(Object.entries(model.types));
  const plans = new Map<string, TypePlan>();
  const childPlans = new Map<string, TypePlan>();
  const answered = new Map<TypePlan, Map<Layer, Answered>>();

  function planOf(type: string): TypePlan | undefined {
    const known = plans.get(type);
    if (known) return known;
    const classified = classifiedType(type, (candidate) => types.has(candidate));
    if (classified === undefined) return undefined;
    const facts = types.get(classified)!;
    const plan = remember(plans, classified, () => planType(model, classified, facts, compile));
    return classified === type ? plan : remember(childPlans, classified, () => planChildren(model, plan, facts));
  }

  function answers(doc: ResourceDocument): (layer: Layer) => Responsibility {
    const plan = planOf(doc.type);
    if (!plan) return (layer) => unclassified(doc.type, layer);
    if (plan.steps.length === 0) return (layer) => plan.base[layer];
    return answersWithExceptions(doc, plan, remember(answered, plan, newAnswers));
  }

  return { for: answers, resolve: (doc, layer) => answers(doc)(layer) };
}

/** What exceptions said of a layer of one document, and the answer that came of it. */
interface Answered {
  readonly said: readonly ConditionResult[];
  readonly answer: Responsibility;
}

const newAnswers = (): Map<Layer, Answered> => new Map();

/** `last`: the previous answer for each layer, since documents of a type are mostly alike. */
function answersWithExceptions(
  doc: ResourceDocument,
  plan: TypePlan,
  last: Map<Layer, Answered>,
): (layer: Layer) => Responsibility {
  const results: ConditionResult[] = [];
  const judge = (step: Step): ConditionResult =>
    (results[step.at] ??= isConcerned(doc, step.exception) ? step.judge(doc) : NOT_CONCERNED);
  return (layer) => {
    const speaking = plan.speaking[layer];
    if (speaking.every((step) => judge(step).truth === "false")) return plan.base[layer];
    const before = last.get(layer);
    if (before && speaking.every((step, i) => judge(step) === before.said[i])) return before.answer;
    const answer = decide(plan, layer, judge);
    last.set(layer, { said: speaking.map(judge), answer });
    return answer;
  };
}

function remember<K, V>(memo: Map<K, V>, key: K, make: () => V): V {
  const known = memo.get(key);
  if (known !== undefined) return known;
  const made = make();
  memo.set(key, made);
  return made;
}

const NOT_CONCERNED: ConditionResult = { truth: "false", decided: null };

/** False if the exception depends on a joined fact that was never joined. */
function isConcerned(doc: ResourceDocument, { applies_if_joined: joined }: ResponsibilityException): boolean {
  if (joined === undefined || Object.hasOwn(doc, joined)) return true;
  return (doc.unread ?? []).some(({ path }) => path === joined || path.startsWith(`${joined}.`));
}

function decide(plan: TypePlan, layer: Layer, judge: (step: Step) => ConditionResult): Responsibility {
  const base = plan.base[layer];
  let states = stateSet(base.state);
  let serviceModel = base.service_model;
  let decidedBy = base.decided_by;
  for (const step of plan.speaking[layer]) {
    const { exception } = step;
    const changed = applyTo(exception, layer, states);
    if (changed === null && exception.model === undefined) continue;
    const result = judge(step);
    if (result.truth === "false") continue;
    if (result.truth === "true") serviceModel = exception.model ?? serviceModel;
    if (changed === null) continue;
    const next = result.truth === "true" ? changed : states | changed;
    if (result.truth === "unknown" && next === states) continue;
    states = next;
    decidedBy = describe(plan, exception, result);
  }
  const untouched = decidedBy === base.decided_by && serviceModel === base.service_model;
  return untouched ? base : responsibility(layer, stateOf(states), serviceModel, decidedBy);
}

/** The states of `layer` if the exception holds; null if it does not affect them. */
function applyTo({ set, set_all }: ResponsibilityException, layer: Layer, states: StateSet): StateSet | null {
  const state = set?.[layer];
  if (state !== undefined) return stateSet(state);
  if (!set_all) return null;
  const moved = states & stateSet(...set_all.from);
  return moved === 0 ? null : (states & ~moved) | stateSet(set_all.to);
}

function describe(
  plan: TypePlan,
  exception: ResponsibilityException,
  { truth, decided }: ConditionResult,
): Responsibility["decided_by"] {
  return {
    path: decided?.path ?? null,
    value: decided ? decided.value : plan.type,
    step: `exception ${exception.id}`,
    why: truth === "true" ? exception.why : `it is not known whether this holds: ${exception.why}`,
    sources: exception.sources,
  };
}
