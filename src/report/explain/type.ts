import type { Responsibility, ResponsibilityException, Source } from "../../model/responsibility.ts";
import type { Rule } from "../../model/rule.ts";
import { LAYERS } from "../../model/words.ts";
import type { Layer } from "../../model/words.ts";
import type { Page, Row } from "../text/layout.ts";
import { BLANK } from "../text/layout.ts";
import { conditionLines } from "./condition-text.ts";
import { indented, labelled, renderRows, section } from "./page.ts";

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
    return labelled(key, source ? `${source.what}; ${source.where}` : "");
  });
}
