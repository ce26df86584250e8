import { CELL_STATES, type CellState, type MatrixCell, type MatrixRow } from "../../model/matrix.ts";
import { LAYERS } from "../../model/words.ts";
import { groupBy } from "../../model/group-by.ts";
import { counted } from "../text/words.ts";
import { html, type Markup } from "./markup.ts";
import { table } from "./section.ts";
import type { View } from "./view.ts";

/** In the order of the report: what nobody vouches for first. */
const SHOWN = CELL_STATES.filter((state) => state !== "n/a");

const WORDS: Readonly<Record<CellState, string>> = {
  uncovered: "Uncovered",
  not_assessed: "Not assessed",
  assessed: "Assessed",
  attested: "Attested",
  "n/a": "Does not exist",
};

/** Each layer of each service under the state that it is in; nothing where the states are not known. */
export function cellStates({ states }: View): Markup {
  if (states === undefined) return html``;
  const rows = states.matrix.map((row) => [
    html`<strong>${row.key}</strong><span class="source">${counted(row.resources, "resource")}</span>`,
    ...SHOWN.map((state) => inState(row, state)),
  ]);
  const columns = ["Service", ...SHOWN.map((state) => WORDS[state])].map((title) => ({ title, kind: "long" as const }));
  const counts = SHOWN.map((state) => `${countOf(states.matrix, state)} ${WORDS[state].toLowerCase()}`).join(", ");
  return html`<h3>What is known of each layer, by service</h3>
    <p>
      ${counts}. Assessed: pairs passed or failed. Attested: somebody's evidence covers it. Not assessed: asked, but not
      answered. Uncovered: nothing stands behind it. For a shared layer the worse half decides, and both are named.
    </p>
    ${table("State of each layer by service", columns, rows, "Nothing was looked at.")}`;
}

/** Layers with the same words are merged, so that the words appear once. */
function inState({ cells }: MatrixRow, state: CellState): Markup {
  const found = LAYERS.filter((layer) => cells[layer].state === state);
  const groups = [...groupBy(found, (layer) => halves(cells[layer]).toString()).values()];
  return html`${groups.map((layers, index) => html`${index > 0 ? "; " : ""}${layers.join(", ")}${halves(cells[layers[0]])}`)}`;
}

/** The state of each half of a cell that has two. */
export function halves({ customer, provider, assumed }: MatrixCell): Markup {
  const words = [
    ...(customer && provider ? [`customer ${wordsOf(customer.state)}, provider ${wordsOf(provider.state)}`] : []),
    ...(assumed ? ["nobody has classified it"] : []),
  ];
  return words.length === 0 ? html`` : html` <span class="quiet">(${words.join("; ")})</span>`;
}

export function wordsOf(state: CellState): string {
  return WORDS[state].toLowerCase();
}

function countOf(rows: readonly MatrixRow[], state: CellState): number {
  return rows.reduce((sum, { cells }) => sum + LAYERS.filter((layer) => cells[layer].state === state).length, 0);
}
