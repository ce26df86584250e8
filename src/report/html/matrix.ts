import { compareText } from "../../model/compare-text.ts";
import type { EstatePart, OutcomeCounts } from "../../model/run.ts";
import { LAYERS, type Layer, PARTIES, type Party } from "../../model/words.ts";
import { addCounts, NO_COUNTS } from "../counts.ts";
import { groupBy } from "../../model/group-by.ts";
import { bar, legend } from "./chart.ts";
import { cellStates } from "./cell-states.ts";
import { html, jointed, type Markup } from "./markup.ts";
import { countWords, WORDS_DECIDE_NOTHING } from "../provider-words.ts";
import { OUTCOME_PARTS, outcomeParts } from "./outcome-parts.ts";
import { type Section, table } from "./section.ts";
import type { View } from "./view.ts";

/** Who answers for what in this estate, and what came of it: by layer of the stack, then by type of resource. */
export function responsibilityMatrix(view: View): Section {
  const body = html`<p>
      Who answers is decided for every resource from its own settings, layer by layer: two hosts of the same service can
      differ. The provider's side is not checked; it rests on the provider's own evidence, as the
      <a href="#attestations">attestations</a> say.
    </p>
    ${legend(OUTCOME_PARTS)}${byLayer(view)}${cellStates(view)}${byType(view)}${ownWords(view)}`;
  return { id: "matrix", title: "Who answers for what", body };
}

type Whose = Party | "nobody";
const COLUMNS: readonly Whose[] = [...PARTIES.filter((party) => party !== "provider"), "provider", "nobody"];
const TITLES: Readonly<Record<Whose, string>> = {
  customer: "Customer",
  shared: "Shared: the customer's half",
  provider: "Provider",
  nobody: "Nobody could be named",
};

function byLayer({ run, titles }: View): Markup {
  const cells = new Map<string, OutcomeCounts>();
  for (const { layer, party, counts } of run.estate.flatMap(({ layers }) => layers)) {
    const key = `${layer} ${party ?? "nobody"}`;
    cells.set(key, addCounts(cells.get(key) ?? NO_COUNTS, counts));
  }
  const layers = LAYERS.filter((layer) => COLUMNS.some((whose) => cells.has(`${layer} ${whose}`)));
  const rows = layers.map((layer) => [
    titles.layer(layer),
    ...COLUMNS.map((whose) => cell(`${titles.layer(layer)}, ${TITLES[whose]}`, cells.get(`${layer} ${whose}`))),
  ]);
  const columns = [{ title: "Layer" }, ...COLUMNS.map((whose) => ({ title: TITLES[whose] }))];
  return table("Outcomes by layer and by who answers", columns, rows, "Nothing was checked.");
}

function cell(title: string, counts: OutcomeCounts | undefined): Markup {
  if (counts === undefined) return html`<span class="quiet">none</span>`;
  const parts = outcomeParts(counts);
  const words = parts.filter(({ count }) => count > 0).map((part) => `${part.count} ${part.words}`);
  return html`${bar(title, parts)}<span class="source">${words.join(", ")}</span>`;
}

function byType({ run }: View): Markup {
  const rows = [...groupBy(run.estate, ({ provider, type }) => `${provider} ${type}`).values()]
    .toSorted(([a], [b]) => compareText(a.provider, b.provider) || compareText(a.type, b.type))
    .map((parts) => [
      html`${jointed(parts[0].type)}<span class="id">${parts[0].provider}</span>`,
      parts.reduce((sum, { resources }) => sum + resources, 0),
      ...COLUMNS.map((whose) => layersOf(parts, whose).join(", ")),
    ]);
  const columns = [
    { title: "Type" },
    { title: "Resources", kind: "number" as const },
    ...COLUMNS.map((whose) => ({ title: TITLES[whose] })),
  ];
  return html`<h3>By type of resource</h3>
    <p>The layers that the rules of this run ask about. A layer is in two columns if individual resources differ.</p>
    ${table("Layers by type and by who answers", columns, rows, "Nothing was checked.")}`;
}

function layersOf(parts: readonly EstatePart[], whose: Whose): Layer[] {
  const found = new Set(
    parts.flatMap(({ layers }) =>
      layers.filter(({ party }) => (party ?? "nobody") === whose).map(({ layer }) => layer),
    ),
  );
  return LAYERS.filter((layer) => found.has(layer));
}

/** By framework: a control lies on no layer of a service. Nothing where no provider said anything. */
function ownWords({ run: { provider_words: words = [] }, titles }: View): Markup {
  if (words.length === 0) return html``;
  const rows = countWords(words).map(({ framework, provider, says, controls }) => {
    const known = titles.framework(framework);
    return [known ? `${known.title} ${known.version}` : framework, provider, says, controls];
  });
  const columns = [
    { title: "Framework" },
    { title: "Provider" },
    { title: "Its own word" },
    { title: "controls", kind: "number" as const },
  ];
  return html`<h3>The provider's own word</h3>
    <p>${WORDS_DECIDE_NOTHING} Each control is listed under <a href="#frameworks">frameworks</a>.</p>
    ${table("Who answers for the controls of frameworks, by the provider's own word", columns, rows, "")}`;
}
