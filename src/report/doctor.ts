import type { Check, Examination, Missing, Ranking } from "../model/examination.ts";
import { safeJson } from "./canonical.ts";
import { BLANK, layoutRow } from "./text/layout.ts";
import type { Page, Row } from "./text/layout.ts";
import { counted, HANG, listed } from "./text/words.ts";

const RULES_SHOWN = 3;

export function renderDoctor(examined: readonly Examination[], page: Page): string {
  const rows = examined.flatMap((one, index) => [...(index > 0 ? [BLANK] : []), ...examinationRows(one)]);
  return rows
    .flatMap((row) => layoutRow(row, page))
    .map((line) => `${line}\n`)
    .join("");
}

export function renderDoctorJson(examined: readonly Examination[]): string {
  return `${safeJson({ examinations: examined.map(({ ranking = null, ...rest }) => ({ ...rest, ranking })) }, 2)}\n`;
}

function examinationRows({ source, checks, ranking }: Examination): Row[] {
  const title: Row = { hang: 0, words: [{ text: source, tone: "bold" }] };
  return [title, ...checks.flatMap(checkRows), ...(ranking === undefined ? [] : [BLANK, ...rankingRows(ranking)])];
}

const LABELS = { ok: "ok", lacking: "? lacking", failed: "x failed" } as const;
const TONES = { ok: "green", lacking: "yellow", failed: "red" } as const;

function checkRows({ what, state, text, mend }: Check): Row[] {
  return [
    { label: { text: LABELS[state], tone: TONES[state] }, hang: HANG, words: [{ text: `${what}: ${text}` }] },
    ...mendRows(mend),
  ];
}

function mendRows(mend: string | undefined): Row[] {
  return mend === undefined ? [] : [{ label: { text: "  fix" }, hang: HANG, words: [{ text: mend }] }];
}

function rankingRows({ unknown, rules, missing, answerable }: Ranking): Row[] {
  if (unknown === 0) return [{ hang: 0, words: [{ text: "nothing would be unknown", tone: "bold" }] }];
  const actions = missing.filter(({ action }) => action !== undefined).length;
  const head = `${counted(unknown, "unknown pair")} of ${counted(rules.length, "rule")}`;
  const these = actions === 1 ? "this action turns" : `these ${actions} actions turn`;
  const turned = answerable === unknown ? "all of them" : `${answerable} of them`;
  const promise = answerable === 0 ? "" : `: ${these} ${turned} into answers`;
  const granted = missing.filter(({ action }) => action !== undefined);
  const others = missing.filter(({ action }) => action === undefined);
  const between: Row = { hang: 0, words: [{ text: "what no permission fixes:", tone: "bold" }] };
  return [
    { hang: 0, words: [{ text: `${head}${promise}`, tone: "bold" }] },
    ...granted.flatMap(missingRows),
    ...(others.length > 0 ? [BLANK, between, ...others.flatMap(missingRows)] : []),
  ];
}

function missingRows({ action, cause, pairs, alone, rules }: Missing): Row[] {
  const shared = alone === pairs ? "" : `, ${alone} by it alone`;
  const code = cause.code === undefined ? "" : ` (${cause.code})`;
  const words = action === undefined ? cause.message : `${action}${code}`;
  return [
    {
      label: { text: `? ${counted(pairs, "pair")}`, tone: "yellow" },
      hang: HANG,
      words: [{ text: `${words}${shared}` }],
    },
    {
      hang: HANG,
      words: [{ text: `${counted(rules.length, "rule")}: ${listed(rules, RULES_SHOWN)}`, tone: "dim" }],
    },
    ...mendRows(action === undefined ? cause.help : `allow ${action}`),
  ];
}
