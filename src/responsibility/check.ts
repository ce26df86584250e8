import type { ResponsibilityException, ResponsibilityModel, TypeFacts } from "../model/responsibility.ts";
import { LAYER_STATES, LAYERS, PARTIES, SERVICE_MODELS } from "../model/words.ts";
import type { LayerState } from "../model/words.ts";
import { restsOnPositiveEvidence } from "./positive-evidence.ts";

/** A contradiction in the model's data. */
export interface ModelProblem {
  /** Stable kebab-case word. */
  readonly code: string;
  /** Keys that lead to the place in the model: `["types", "AWS::ECS::Service", "exceptions", 0, "when"]`. */
  readonly at: readonly (string | number)[];
  /** Lower-case start, no full stop. */
  readonly message: string;
  readonly help?: string;
}

type Path = ModelProblem["at"];

/** States in which nothing is asked of the customer; only evidence that was seen may lead to one. */
const LEAVES_CUSTOMER: ReadonlySet<LayerState> = new Set(["provider", "n/a", "delegate-parent"]);

/** The source id that means there is no source. */
const NO_SOURCE = "judgement";

/** All contradictions in `model`, in the order of its data; empty if it is sound. */
export function checkModel(model: ResponsibilityModel): ModelProblem[] {
  return [
    ...checkLayers(model),
    ...Object.entries(model.profiles).flatMap(([id, profile]) => [
      ...oneOf(profile.model, SERVICE_MODELS, "service model", ["profiles", id, "model"]),
      ...checkProfileLayers(profile.layers, ["profiles", id, "layers"]),
    ]),
    ...Object.entries(model.types).flatMap(([type, facts]) => checkType(model, type, facts)),
    ...checkExceptions(model, model.everywhere, ["everywhere"]),
  ];
}

function checkLayers(model: ResponsibilityModel): ModelProblem[] {
  const problems: ModelProblem[] = [];
  const seen = new Set<string>();
  for (const [i, layer] of model.layers.entries()) {
    const at = ["layers", i];
    problems.push(...oneOf(layer.id, LAYERS, "layer", [...at, "id"]));
    if (seen.has(layer.id))
      problems.push({ code: "model-repeated", at, message: `layer "${layer.id}" is given twice` });
    seen.add(layer.id);
    for (const serviceModel of SERVICE_MODELS) {
      const party = layer.party_by_model[serviceModel];
      problems.push(...oneOf(party, PARTIES, "party", [...at, "party_by_model", serviceModel]));
    }
    problems.push(...checkSources(model, [layer.source], [...at, "source"]));
  }
  for (const id of LAYERS) {
    if (!seen.has(id)) problems.push({ code: "model-missing", at: ["layers"], message: `layer "${id}" is missing` });
  }
  return problems;
}

function checkProfileLayers(layers: Readonly<Record<string, LayerState>>, at: Path): ModelProblem[] {
  const missing = LAYERS.filter((layer) => !Object.hasOwn(layers, layer)).map((layer): ModelProblem => {
    const help = "a profile names every layer; write n/a where it does not exist";
    return { code: "model-missing", at, message: `layer "${layer}" is missing`, help };
  });
  return [...missing, ...checkStates(layers, at)];
}

function checkType(model: ResponsibilityModel, type: string, facts: TypeFacts): ModelProblem[] {
  const at = ["types", type];
  return [
    ...oneOf(facts.profile, Object.keys(model.profiles), "profile", [...at, "profile"]),
    ...checkStates(facts.overrides ?? {}, [...at, "overrides"]),
    ...checkSources(model, facts.sources, [...at, "sources"]),
    ...checkExceptions(model, facts.exceptions ?? [], [...at, "exceptions"]),
  ];
}

function checkExceptions(
  model: ResponsibilityModel,
  exceptions: readonly ResponsibilityException[],
  at: Path,
): ModelProblem[] {
  const seen = new Set<string>();
  return exceptions.flatMap((exception, i) => {
    const here = [...at, i];
    const problems = [
      ...checkStates(exception.set ?? {}, [...here, "set"]),
      ...checkSources(model, exception.sources, [...here, "sources"]),
      ...checkEffect(exception, here),
      ...checkReserved(exception, here),
    ];
    if (seen.has(exception.id)) {
      problems.push({ code: "model-repeated", at: here, message: `exception "${exception.id}" is given twice` });
    }
    seen.add(exception.id);
    return problems;
  });
}

/** Checks that an exception changes something, and lets a duty leave the customer only on evidence that was seen. */
function checkEffect(exception: ResponsibilityException, at: Path): ModelProblem[] {
  const targets = [...Object.values(exception.set ?? {}), ...(exception.set_all ? [exception.set_all.to] : [])];
  if (targets.length === 0 && exception.model === undefined) {
    const help = "say what it sets, or write it as a note";
    return [{ code: "model-no-effect", at, message: `exception "${exception.id}" changes nothing`, help }];
  }
  // Only the provider's side needs more than a name as evidence: what is reported on the parent is still asked there.
  const leaving = targets.includes("provider") ? "provider" : targets.find((state) => LEAVES_CUSTOMER.has(state));
  if (leaving === undefined) return [];
  const namesCount = exception.reserved_namespace === true || leaving !== "provider";
  if (restsOnPositiveEvidence(exception.when, namesCount)) return [];
  return [
    {
      code: "model-no-evidence",
      at: [...at, "when"],
      message: `exception "${exception.id}" gives "${leaving}" on what is absent, negated or only named so`,
      help: "add a line that is true of a value the document shows, or mark a reserved namespace with its source",
    },
  ];
}

function checkReserved(exception: ResponsibilityException, at: Path): ModelProblem[] {
  if (exception.reserved_namespace !== true || exception.sources.some((source) => source !== NO_SOURCE)) return [];
  const message = `exception "${exception.id}" calls a namespace reserved without a source that says so`;
  return [{ code: "model-no-source", at: [...at, "sources"], message }];
}

function checkStates(states: Readonly<Record<string, LayerState | undefined>>, at: Path): ModelProblem[] {
  return Object.entries(states).flatMap(([layer, state]) => [
    ...oneOf(layer, LAYERS, "layer", [...at, layer]),
    ...oneOf(state, LAYER_STATES, "state", [...at, layer]),
  ]);
}

function checkSources(model: ResponsibilityModel, sources: readonly string[], at: Path): ModelProblem[] {
  if (sources.length === 0) return [{ code: "model-no-source", at, message: "a judgement names at least one source" }];
  return sources.flatMap((source) => oneOf(source, Object.keys(model.sources), "source", at));
}

function oneOf(word: string | undefined, known: readonly string[], what: string, at: Path): ModelProblem[] {
  if (word !== undefined && known.includes(word)) return [];
  return [{ code: "model-unknown-word", at, message: `no ${what} is called "${word ?? ""}"` }];
}
