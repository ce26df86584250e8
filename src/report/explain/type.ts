import type { Responsibility, ResponsibilityException, Source } from "../../model/responsibility.ts";
import type { Rule } from "../../model/rule.ts";
import { LAYERS } from "../../model/words.ts";
import { sourceWords } from "../source-words.ts";
import type { Layer, LayerState } from "../../model/words.ts";
import type { Page, Row } from "../text/layout.ts";
import { BLANK } from "../text/layout.ts";
import { conditionLines } from "./condition-text.ts";
import { indented, labelled, renderRows, section } from "./page.ts";
import { questionRows, typeAnswers } from "./questions.ts";

export interface ExplainedType {
  readonly type: string;
  /** The type of the model that speaks for it; null where nothing is known. */
  readonly classifiedAs: string | null;
  readonly confidence: string | null;
  readonly note: string | null;
  readonly layers: Readonly<Record<Layer, Responsibility>>;
  readonly exceptions: readonly ResponsibilityException[];
  readonly sources: Readonly<Record<string, Source>>;
  readonly rules: readonly Rule[];
  /** The roles that answer for a layer where owners.yaml says no more. */
  readonly rolesOf: (layer: Layer) => readonly string[];
}

/** Who answers for what of a type, what on a resource can move it, and which rules judge it. */
export function renderType(explained: ExplainedType, page: Page): string {
  const { type, classifiedAs, confidence, note, layers, exceptions, rules } = explained;
  const rows: Row[] = [
    { hang: 0, words: [{ text: type, tone: "bold" }] },
    ...headRows(classifiedAs, type, confidence, note),
    BLANK,
    ...section(
      "Who answers for each layer",
      LAYERS.map((layer) => labelled(layers[layer].state, layer)),
    ),
    ...answerRows(explained),
    ...(exceptions.length > 0 ? section("What on a resource can move it", exceptions.flatMap(exceptionRows)) : []),
    ...section("Rules", ruleRows(rules)),
    ...section("Sources", sourceRows(explained)),
  ];
  return renderRows(rows, page);
}

function headRows(classifiedAs: string | null, type: string, confidence: string | null, note: string | null): Row[] {
  if (classifiedAs === null)
    return [{ hang: 0, words: [{ text: "not classified: every layer counts as the customer's" }] }];
  return [
    ...(classifiedAs === type ? [] : [labelled("judged as", classifiedAs)]),
    labelled("confidence", confidence ?? ""),
    ...(note === null ? [] : [labelled("note", note)]),
  ];
}

/** The four questions, once for all layers of which the model says the same. A layer that does not exist asks none. */
function answerRows({ type, layers, exceptions, rolesOf }: ExplainedType): Row[] {
  const groups = new Map<string, { same: [Responsibility, ...Responsibility[]]; moves: readonly Move[] }>();
  for (const layer of LAYERS) {
    const responsibility = layers[layer];
    if (responsibility.state === "n/a") continue;
    const moves = exceptions.flatMap((exception) => movesOf(exception, responsibility));
    const key = JSON.stringify([responsibility.state, responsibility.decided_by, moves]);
    const group = groups.get(key);
    if (group) group.same.push(responsibility);
    else groups.set(key, { same: [responsibility], moves });
  }
  return [...groups.values()].flatMap(({ same, moves }) => {
    const names = same.map(({ layer }) => layer);
    const roles = [...new Set(names.flatMap(rolesOf))];
    return questionRows(typeAnswers(type, same, moves, roles), `Whose it is: ${names.join(", ")}`);
  });
}

interface Move {
  readonly id: string;
  readonly to: LayerState;
  readonly why: string;
}

/** What the exception would make of a layer; empty where it leaves it alone. */
export function movesOf(
  { id, set, set_all: setAll, why }: ResponsibilityException,
  { layer, state }: Responsibility,
): Move[] {
  const to = set?.[layer] ?? (setAll?.from.includes(state) ? setAll.to : undefined);
  return to === undefined ? [] : [{ id, to, why }];
}

function exceptionRows({ id, when, set, set_all: setAll, model, why, caveat }: ResponsibilityException): Row[] {
  const moves = Object.entries(set ?? {}).map(([layer, state]) => `${layer} to ${state}`);
  if (setAll) moves.push(`every ${setAll.from.join(" or ")} layer to ${setAll.to}`);
  if (model) moves.push(`service model to ${model}`);
  return [
    { hang: 2, words: [{ text: id, tone: "bold" }, { text: ` moves ${moves.join(", ")}` }] },
    ...indented(conditionLines(when, 1)),
    { hang: 4, words: [{ text: why }] },
    ...(caveat === undefined ? [] : [{ hang: 4, words: [{ text: `caveat: ${caveat}` }] }]),
  ];
}

function ruleRows(rules: readonly Rule[]): Row[] {
  if (rules.length === 0) return [labelled("none", "no loaded rule judges this type")];
  return rules.map(({ id, layer, severity }) => labelled(severity, `${id} (${layer})`));
}

function sourceRows({ layers, exceptions, sources }: ExplainedType): Row[] {
  const keys = new Set([
    ...LAYERS.flatMap((layer) => layers[layer].decided_by.sources),
    ...exceptions.flatMap((exception) => exception.sources),
  ]);
  if (keys.size === 0) return [labelled("none", "")];
  return [...keys].map((key) => {
    const source = Object.hasOwn(sources, key) ? sources[key] : undefined;
    return labelled(key, source ? sourceWords(source) : "");
  });
}
