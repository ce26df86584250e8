import type { RunExemption } from "../../model/exemption.ts";
import type { Run, RunBaseline } from "../../model/run.ts";
import { compareEvaluations, compareExemptions } from "../order.ts";
import { BLANK, type Row } from "./layout.ts";
import { counted, HANG } from "./words.ts";

const FIXED_SHOWN = 10;

/** What people have accepted or dispute, who, why and until when, and what became of it. No rows where there is nothing. */
export function exemptionRows({ exemptions, summary }: Run, limit: number): Row[] {
  if (exemptions.length === 0) return [];
  const disputed = summary.disputed > 0 ? `, ${summary.disputed} of them disputed` : "";
  const accepted =
    summary.unknown_accepted > 0 ? `; ${counted(summary.unknown_accepted, "unknown pair")} accepted` : "";
  const title = `EXEMPTED, SO NOT OPEN: ${counted(summary.exempted, "finding")}${disputed}${accepted}`;
  const shown = exemptions.toSorted(compareExemptions).slice(0, limit);
  const more = exemptions.length - shown.length;
  const rest: Row[] =
    more > 0 && limit > 0
      ? [{ hang: HANG, words: [{ text: `and ${counted(more, "more entry", "more entries")}`, tone: "dim" }] }]
      : [];
  return [{ hang: 0, words: [{ text: title, tone: "bold" }] }, ...shown.flatMap(entryRows), ...rest, BLANK];
}

function entryRows(one: RunExemption): Row[] {
  const { rule, match, reason, approved_by, until, state } = one;
  const fits = Object.entries(match).map(([key, value]) => `${key} ${value}`);
  const word = state === "expired" ? "EXPIRED" : "EXEMPT";
  return [
    {
      label: { text: `${word} ${one.matched}`, tone: state === "expired" ? "red" : "dim" },
      hang: HANG,
      words: [{ text: `${rule ?? "not read"}: ${fits.join(", ")}` }],
    },
    { hang: HANG, words: [{ text: `${kindWords(one)} by ${approved_by} until ${until}${oddities(one)}: ${reason}` }] },
  ];
}

function kindWords({ kind }: RunExemption): string {
  return kind.replaceAll("_", " ");
}

function oddities({ state, unused, over_broad, facts_changed }: RunExemption): string {
  const words = [
    state === "expiring" && "ends soon",
    unused && "matches nothing",
    over_broad && "over-broad",
    facts_changed > 0 && "facts have changed",
  ].filter(Boolean);
  return words.length === 0 ? "" : ` (${words.join(", ")})`;
}

/** What no longer fails since the baseline. No rows where there was none. */
export function baselineRows({ baseline, evaluations }: Run): Row[] {
  if (!baseline) return [];
  const count = (state: string): number => evaluations.filter((one) => one.baseline === state).length;
  const states = `${count("new")} new, ${count("worsened")} worse, ${count("known")} known, ${baseline.fixed.length} fixed`;
  const blind = baseline.not_judged > 0 ? `, ${baseline.not_judged} not judged this time` : "";
  const title = `SINCE THE BASELINE OF ${baseline.as_of}: ${states}${blind}`;
  return [{ hang: 0, words: [{ text: title, tone: "bold" }] }, ...fixedRows(baseline), BLANK];
}

function fixedRows({ fixed }: RunBaseline): Row[] {
  const shown = fixed.toSorted(compareEvaluations).slice(0, FIXED_SHOWN);
  const rows = shown.map(({ rule_id, resource }): Row => {
    const words = [{ text: `${rule_id}: ${resource.id ?? resource.name}` }];
    return { label: { text: "fixed", tone: "green" }, hang: HANG, words };
  });
  const more = fixed.length - shown.length;
  return more > 0 ? [...rows, { hang: HANG, words: [{ text: `and ${more} more`, tone: "dim" }] }] : rows;
}
