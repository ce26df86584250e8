import type { LayerFacts, Responsibility, ResponsibilityException, Source } from "../../model/responsibility.ts";
import { LAYERS, SERVICE_MODELS } from "../../model/words.ts";
import type { Layer } from "../../model/words.ts";
import { conditionLines } from "../explain/condition-text.ts";
import { sourceWords } from "../source-words.ts";
import type { Sheet } from "./sheet.ts";

/** What the model says of a type before any resource of it is seen. */
export interface ModelledType {
  readonly type: string;
  readonly classified: boolean;
  readonly layers: Readonly<Record<Layer, Responsibility>>;
  readonly exceptions: readonly ResponsibilityException[];
}

type Sources = Readonly<Record<string, Source>>;

/** Layers by service model: where the line runs when nothing is known but how a service is bought. */
export function serviceModelSheet(layers: readonly LayerFacts[], sources: Sources): Sheet {
  return {
    title: "Who answers for what, by service model",
    about: [
      "customer: only you can change it. provider: nobody on your side can. shared: each side does its part.",
      "For a single service this is only a starting point: demarc matrix --type AWS::ECS::Service",
    ],
    columns: ["layer", ...SERVICE_MODELS],
    rows: layers.map(({ id, party_by_model: parties }) => [id, ...SERVICE_MODELS.map((model) => parties[model])]),
    notes: sourceNotes(new Set(layers.map(({ source }) => source)), sources),
    data: { layers, sources: namedSources(new Set(layers.map(({ source }) => source)), sources) },
  };
}

/** Layers by type, and what on a resource can move them. */
export function typesSheet(types: readonly ModelledType[], sources: Sources): Sheet {
  const used = new Set(
    types.flatMap(({ layers, exceptions }) => [
      ...LAYERS.flatMap((layer) => layers[layer].decided_by.sources),
      ...exceptions.flatMap((exception) => exception.sources),
    ]),
  );
  return {
    title: "Who answers for what, by type",
    about: types
      .filter(({ classified }) => !classified)
      .map(({ type }) => `${type}: nobody has classified it, so all of it counts as the customer's.`),
    columns: ["layer", ...types.map(({ type }) => type)],
    rows: LAYERS.map((layer) => [layer, ...types.map(({ layers }) => layers[layer].state)]),
    notes: [...types.flatMap(exceptionNotes), ...sourceNotes(used, sources)],
    data: {
      types: types.map(({ type, classified, layers, exceptions }) => ({ type, classified, layers, exceptions })),
      sources: namedSources(used, sources),
    },
  };
}

function exceptionNotes({ type, exceptions }: ModelledType): string[] {
  return exceptions.map(({ id, when, set, set_all: all, why }) => {
    const moves = Object.entries(set ?? {}).map(([layer, state]) => `${layer} to ${state}`);
    if (all) moves.push(`every ${all.from.join(" or ")} layer to ${all.to}`);
    const words = conditionLines(when)
      .map((line) => line.trim())
      .join("; ")
      .replaceAll(":; ", ": ");
    return `${type}, ${id} moves ${moves.join(", ")} where ${words}: ${why}`;
  });
}

function sourceNotes(used: ReadonlySet<string>, sources: Sources): string[] {
  return Object.entries(namedSources(used, sources)).map(([key, source]) => `source ${key}: ${sourceWords(source)}`);
}

function namedSources(used: ReadonlySet<string>, sources: Sources): Sources {
  return Object.fromEntries(
    [...used].toSorted().flatMap((key) => (Object.hasOwn(sources, key) ? [[key, sources[key]!]] : [])),
  );
}

/** What another value of a field would move. */
export interface Moves {
  readonly type: string;
  /** As they were given: `configuration.LaunchType=FARGATE`. */
  readonly suppose: readonly string[];
  readonly moved: readonly {
    readonly layer: Layer;
    readonly before: Responsibility;
    readonly after: Responsibility;
    /** Ids of the rules on this layer of the type. */
    readonly rules: readonly string[];
  }[];
}

export function movesSheet({ type, suppose, moved }: Moves, sources: Sources): Sheet {
  const used = new Set(moved.flatMap(({ after }) => after.decided_by.sources));
  return {
    title: `${type}, if ${suppose.join(" and ")}`,
    about: [
      moved.length === 0 ? "Nothing would move: the same parties answer for every layer." : "These duties would move.",
    ],
    columns: ["layer", "from", "to", "because", "rules"],
    rows: moved.map(({ layer, before, after, rules }) => [
      layer,
      before.state,
      after.state,
      `${after.decided_by.step}: ${after.decided_by.why}`,
      rules.length === 0 ? "none" : rules.join(", "),
    ]),
    notes: sourceNotes(used, sources),
    data: { type, suppose, moved, sources: namedSources(used, sources) },
  };
}
