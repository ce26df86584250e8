import type {
  DecidedBy,
  Responsibility,
  ResponsibilityException,
  ResponsibilityModel,
  TypeFacts,
} from "../model/responsibility.ts";
import { LAYERS, PARTIES } from "../model/words.ts";
import type { Layer, LayerState, Party, ServiceModel } from "../model/words.ts";
import type { CompileCondition, CompiledCondition } from "./condition.ts";

/** Everything known about a type before any of its documents is seen. */
export interface TypePlan {
  readonly type: string;
  /** What profile and overrides say; shared by all documents and frozen. */
  readonly base: Readonly<Record<Layer, Responsibility>>;
  /** Exceptions in the order they are applied. */
  readonly steps: readonly Step[];
  /** Of these, those that may affect the layer. */
  readonly speaking: Readonly<Record<Layer, readonly Step[]>>;
}

export interface Step {
  /** Its index among the steps of the plan. */
  readonly at: number;
  readonly exception: ResponsibilityException;
  /** Compiled when first asked for. */
  readonly judge: CompiledCondition;
}

/** The plan of a type in the model. */
export function planType(
  model: ResponsibilityModel,
  type: string,
  facts: TypeFacts,
  compile: CompileCondition,
): TypePlan {
  const everywhere = model.everywhere.filter((exception) => exception.provider === facts.provider);
  const steps = [...(facts.exceptions ?? []), ...everywhere].map((exception, at): Step => {
    let compiled: CompiledCondition | undefined;
    return {
      at,
      exception,
      judge(doc) {
        compiled ??= compile(exception.when, [type], { absent: "fail", provider: facts.provider });
        return compiled(doc);
      },
    };
  });
  return planOf(type, planBase(model, type, facts, ""), steps);
}

/**
 * The plan of the types below `plan.type` that are not in the model. They take its profile and overrides, but not its
 * exceptions: those refer to the parent's own fields, which the child's document does not have.
 */
export function planChildren(model: ResponsibilityModel, plan: TypePlan, facts: TypeFacts): TypePlan {
  const own = new Set(facts.exceptions ?? []);
  const steps = plan.steps.filter((step) => !own.has(step.exception));
  return planOf(plan.type, planBase(model, plan.type, facts, ` of ${plan.type}`), steps);
}

function planOf(type: string, base: TypePlan["base"], steps: readonly Step[]): TypePlan {
  const speaking = LAYERS.map((layer) => [layer, steps.filter(({ exception }) => speaksOf(exception, layer))]);
  return { type, base, steps, speaking: Object.fromEntries(speaking) as TypePlan["speaking"] };
}

function speaksOf({ set, set_all, model }: ResponsibilityException, layer: Layer): boolean {
  return set?.[layer] !== undefined || set_all !== undefined || model !== undefined;
}

function planBase(
  model: ResponsibilityModel,
  type: string,
  facts: TypeFacts,
  suffix: string,
): Readonly<Record<Layer, Responsibility>> {
  const profile = model.profiles[facts.profile];
  if (!profile) throw new Error(`type ${type} has profile "${facts.profile}", which the model does not have`);
  const serviceModel = facts.model ?? profile.model;
  const { sources, overrides } = facts;
  const entries = LAYERS.map((layer): [Layer, Responsibility] => {
    const override = overrides?.[layer];
    const decidedBy: DecidedBy = override
      ? { path: null, value: type, step: `override${suffix}`, why: facts.note ?? profile.about, sources }
      : { path: null, value: type, step: `profile ${facts.profile}${suffix}`, why: profile.about, sources };
    return [layer, responsibility(layer, override ?? profile.layers[layer], serviceModel, decidedBy)];
  });
  return Object.freeze(Object.fromEntries(entries) as Record<Layer, Responsibility>);
}

/**
 * The responsibility for a type if neither it nor any type above it is in the model: the customer's until proven
 * otherwise.
 */
export function unclassified(type: string, layer: Layer): Responsibility {
  const why = "nothing is known of this type, so it counts as the customer's";
  const decidedBy = { path: null, value: type, step: "unclassified type", why, sources: [] };
  return Object.freeze({ ...responsibility(layer, "customer", null, decidedBy), assumed: true });
}

export function responsibility(
  layer: Layer,
  state: LayerState,
  serviceModel: ServiceModel | null,
  decidedBy: DecidedBy,
): Responsibility {
  return Object.freeze({
    layer,
    state,
    party: PARTIES.find((party): party is Party => party === state) ?? null,
    service_model: serviceModel,
    assumed: false,
    decided_by: Object.freeze(decidedBy),
  });
}
