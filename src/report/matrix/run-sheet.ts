import type { FrameworkReport, MatrixCell, MatrixRow, Score } from "../../model/matrix.ts";
import { CELL_STATES } from "../../model/matrix.ts";
import type { Run } from "../../model/run.ts";
import { LAYERS, OUTCOMES } from "../../model/words.ts";
import { counted } from "../text/words.ts";
import { countWords, providerWordsSentence, WORDS_DECIDE_NOTHING } from "../provider-words.ts";
import type { Sheet } from "./sheet.ts";

const STATES =
  "attested: the provider's evidence covers it. assessed: pairs passed or failed. not_assessed: asked, but not " +
  "answered. uncovered: nothing stands behind it. n/a: it does not exist here. Where a duty is shared, the worse half decides.";

/** The column in which a provider speaks for itself. */
const OWN_WORD = "provider's own word";

/** Services or units by layers, one cell a row; what does not exist is left out of all forms but json. */
export function runSheet(run: Run, by: "service" | "unit", rows: readonly MatrixRow[]): Sheet {
  const cells = rows.flatMap(({ key, resources, cells: all }) =>
    LAYERS.map((layer) => ({ key, layer, resources, cell: all[layer] })).filter(({ cell }) => cell.state !== "n/a"),
  );
  return {
    title: `Who answers for what, and what is known of it, by ${by}`,
    about: [scopeWords(run), countCells(cells.map(({ cell }) => cell)), STATES],
    columns: [by, "layer", "state", "customer", "provider"],
    isInParts: true,
    rows: cells.map(({ key, layer, cell }) => [key, layer, stateWords(cell), customerWords(cell), providerWords(cell)]),
    notes: [...dutyNotes(run), ...wordNotes(run)],
    data: {
      scope: run.scope,
      as_of: run.as_of,
      by,
      rows,
      attestations: run.attestations,
      provider_words: countWords(run.provider_words ?? []),
    },
  };
}

/** Each control of a framework: what was checked, what the provider must show, what nothing checks. */
export function frameworkSheet(run: Run, { framework, controls, score }: FrameworkReport): Sheet {
  const isSpokenOf = controls.some(({ provider_words: words }) => words.length > 0);
  return {
    title: `${framework.title} ${framework.version}, control by control`,
    about: [
      scopeWords(run),
      scoreWords(score),
      countCells(controls.map(({ cell }) => cell)),
      ...(framework.note === undefined ? [] : [framework.note]),
      STATES,
      ...(isSpokenOf ? [WORDS_DECIDE_NOTHING] : []),
    ],
    columns: ["control", "state", "customer", "provider", ...(isSpokenOf ? [OWN_WORD] : []), "rules"],
    rows: controls.map(({ control, cell, rules, provider_words: words }) => [
      `${control.id} ${control.label}`,
      rules.length === 0 ? "uncovered: nothing checks it" : stateWords(cell),
      customerWords(cell),
      providerWords(cell),
      ...(isSpokenOf ? [providerWordsSentence(words)] : []),
      rules.join(", "),
    ]),
    notes: dutyNotes(run),
    data: { scope: run.scope, as_of: run.as_of, framework: framework.id, score, controls },
  };
}

/** Which of its requirements each side manages, as PCI DSS 12.8.5 asks for a record of. */
export function registerSheet(run: Run, { framework, controls }: FrameworkReport): Sheet {
  const isSpokenOf = controls.some(({ provider_words: words }) => words.length > 0);
  const rows = controls.map(({ control, cell, rules, provider_words: words }) => {
    const evidence = run.attestations.filter(({ id }) => cell.provider?.attestations.includes(id));
    return {
      requirement: control.id,
      label: control.label,
      managed_by: managedBy(cell, rules.length),
      provider_words: words,
      providers: [...new Set(evidence.map(({ party }) => party))].toSorted(),
      evidence: evidence.map(({ id, state, expires, evidence: { reviewed_on: on } }) => ({
        id,
        state,
        expires,
        reviewed_on: on,
      })),
    };
  });
  return {
    title: `${framework.title} ${framework.version}: which requirements each side manages`,
    about: [
      scopeWords(run),
      "By what was judged here. Where nothing was judged, write down by hand who manages it: an empty row is not an answer.",
      ...(isSpokenOf ? [WORDS_DECIDE_NOTHING] : []),
    ],
    columns: [
      "requirement",
      "managed by",
      ...(isSpokenOf ? [OWN_WORD] : []),
      "provider",
      "evidence",
      "valid until",
      "reviewed on",
    ],
    rows: rows.map(({ requirement, label, managed_by: by, provider_words: words, providers, evidence }) => [
      `${requirement} ${label}`,
      by,
      ...(isSpokenOf ? [providerWordsSentence(words)] : []),
      providers.join(", "),
      evidence.map(({ id, state }) => `${id} (${state.replaceAll("_", " ")})`).join(", "),
      evidence.map(({ expires }) => expires).join(", "),
      evidence.map(({ reviewed_on: on }) => on ?? "never").join(", "),
    ]),
    notes: dutyNotes(run),
    data: { scope: run.scope, as_of: run.as_of, framework: framework.id, register: rows },
  };
}

function managedBy({ customer, provider }: MatrixCell, rules: number): string {
  if (rules === 0) return "not known: nothing checks it";
  if (customer && provider) return "both";
  if (provider) return "provider";
  const wasJudged = OUTCOMES.some((outcome) => (customer?.counts[outcome] ?? 0) > 0);
  return wasJudged ? "entity" : "not known: nothing here is of the kind that its rules judge";
}

function stateWords({ state, assumed }: MatrixCell): string {
  return assumed ? `${state} (assumed)` : state;
}

function customerWords({ customer }: MatrixCell): string {
  if (!customer) return "";
  const counts = OUTCOMES.filter((outcome) => customer.counts[outcome] > 0);
  const exempted = customer.exempted === 0 ? "" : ` (${customer.exempted} exempted)`;
  const words = counts
    .map((outcome) => `${customer.counts[outcome]} ${outcome}${outcome === "fail" ? exempted : ""}`)
    .join(", ");
  return `${customer.state}${words === "" ? "" : `: ${words}`}`;
}

function providerWords({ provider }: MatrixCell): string {
  if (!provider) return "";
  const { state, backing, attestations } = provider;
  const by = attestations.length === 0 ? "" : ` (${attestations.join(", ")})`;
  return `${state}: ${backing === "missing" ? "no evidence" : `evidence ${backing.replaceAll("_", " ")}`}${by}`;
}

/** The score never stands without what it was taken over. */
export function scoreWords({ pass, of, unknown, manual, inherited }: Score): string {
  const beside = `${unknown} unknown, ${manual} for a person and ${inherited} on the provider's side are not in it`;
  if (of === 0) return `Score: nothing assessed; ${beside}.`;
  return `Score: ${pass} of ${of} pairs that were evaluated pass (${Math.floor((100 * pass) / of)} %); ${beside}.`;
}

function countCells(cells: readonly MatrixCell[]): string {
  const counts = CELL_STATES.map((state) => [state, cells.filter((cell) => cell.state === state).length] as const);
  const words = counts.filter(([, count]) => count > 0).map(([state, count]) => `${count} ${state}`);
  return words.length === 0 ? "Nothing was looked at." : `Cells: ${words.join(", ")}.`;
}

function scopeWords({ scope, as_of: day, summary }: Run): string {
  return `${scope.name}, as of ${day}, ${counted(summary.resources, "resource")}.`;
}

function dutyNotes({ attestations }: Run): string[] {
  return attestations.flatMap(({ id, customer_duties: duties }) =>
    duties.map((duty) => `handed back by ${id}: ${duty.id} ${duty.about}: ${duty.state} (${duty.because})`),
  );
}

/** Of whole frameworks: a control lies on no service. */
function wordNotes({ provider_words: words = [] }: Run): string[] {
  return countWords(words).map(
    ({ provider, framework, says, controls }) =>
      `the provider's own word: ${provider} says ${says} of ${counted(controls, "control")} of ${framework}; --framework ${framework} shows which`,
  );
}
