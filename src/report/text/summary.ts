import type { Run } from "../../model/run.ts";
import { compareText } from "../../model/compare-text.ts";
import type { Verdict } from "../../model/verdict.ts";
import { OUTCOMES, SEVERITIES } from "../../model/words.ts";
import { compareEvaluations } from "../order.ts";
import { isContradicted, witnessesSentence } from "../witness.ts";
import type { Cause } from "./causes.ts";
import { resourceText, worstFinding } from "./findings.ts";
import { BLANK, type Row, type Span } from "./layout.ts";
import { ownersText } from "./owners.ts";
import { counted, HANG, listed, type Signs } from "./words.ts";

const TITLES_SHOWN = 2;
const OWNERS_SHOWN = 4;

/**
 * Pairs that are nobody's finding: the provider's, and those that wait for a person, of whose questions `titles` are
 * named. With the legend of signs.
 */
export function shortRows({ summary, rules }: Run, signs: Signs, titles: number = TITLES_SHOWN): Row[] {
  const rows: Row[] = [];
  if (summary.inherited > 0) {
    const text = `${counted(summary.inherited, "pair")} on the provider's side: not checked, never a pass`;
    rows.push({ label: { text: `${signs.unchecked} inherited` }, hang: HANG, words: [{ text }] });
  }
  if (summary.manual > 0) {
    const waiting = rules.filter(({ id }) => (summary.by_rule[id]?.manual ?? 0) > 0).map(({ title }) => title);
    const named = titles > 0 ? `: ${listed(waiting, titles)}` : "";
    const text = `${counted(summary.manual, "pair")} for a person's evidence${named}`;
    rows.push({ label: { text: "MANUAL" }, hang: HANG, words: [{ text }] });
  }
  const legend = `${signs.fail} open finding, ${signs.unknown} not known, ${signs.unchecked} not checked`;
  return [...rows, { hang: 0, words: [{ text: legend, tone: "dim" }] }, BLANK];
}

/**
 * The end of the report, readable alone: what is wrong, whose it is, what was not read, what to do next, what
 * a scan that is blind to the party would have said. The last line is `lastRow`.
 */
export function summaryRows(run: Run, causes: readonly Cause[]): Row[] {
  const { summary } = run;
  const owners = ownersText(run, OWNERS_SHOWN);
  return [
    { hang: 0, words: [{ text: "SUMMARY", tone: "bold" }] },
    labelled("pairs", [
      { text: `${OUTCOMES.map((name) => `${summary[name]} ${name}`).join(" + ")} = ${summary.pairs}` },
    ]),
    labelled("wrong", [{ text: wrongText(run) }]),
    labelled("whose", [{ text: whoseText(run) }]),
    ...(owners === null ? [] : [labelled("owners", [{ text: owners }])]),
    labelled("not read", [{ text: notReadText(run, causes) }]),
    labelled("next", [nextSpan(run, causes)]),
    ...witnessRows(run),
    labelled("party-blind", [{ text: partyBlindText(run) }]),
  ];
}

/** What the result leaves out, and why; none where all counted. */
export function asideRows({ aside }: Verdict): Row[] {
  return aside === "" ? [] : [labelled("not counted", [{ text: aside }])];
}

/** The result in words; the demo says what a scan would have returned. */
export function lastRow({ exit, words }: Verdict, command: "demo" | "scan"): Row {
  const code = command === "scan" ? `(exit ${exit})` : `(a scan exits ${exit})`;
  const tone = exit === 1 ? "red" : exit === 3 ? "yellow" : "green";
  return {
    hang: 0,
    words: [
      { text: words, tone },
      { text: ` ${code}`, keep: true },
    ],
  };
}

/** What was checked where nothing was found: silence is no proof. */
export function checkedRows({ rules, summary }: Run, limit: number): Row[] {
  const passed = rules.filter(({ id }) => (summary.by_rule[id]?.pass ?? 0) > 0);
  // What an organisation is asked as a whole is a pair in every run, and no check.
  if (summary.pass + summary.fail === 0)
    return [{ hang: 0, words: [{ text: "No findings, because nothing was checked." }] }, BLANK];
  const found = summary.fail === 0 ? "No findings." : "No open findings: all are exempted.";
  if (summary.pass === 0) return [{ hang: 0, words: [{ text: found }] }, BLANK];
  const text = `${found} What was checked and holds: ${counted(summary.pass, "pass", "passes")} of ${counted(passed.length, "rule")}.`;
  const shown = passed.slice(0, limit).map(({ id, title }): Row => {
    return { label: { text: `${summary.by_rule[id]!.pass} pass` }, hang: HANG, words: [{ text: `${title} (${id})` }] };
  });
  const more = passed.length - shown.length;
  const rest: Row[] = more > 0 ? [{ hang: HANG, words: [{ text: `and ${counted(more, "more rule")}` }] }] : [];
  return [{ hang: 0, words: [{ text }] }, ...shown, ...rest, BLANK];
}

function wrongText(run: Run): string {
  const { summary } = run;
  const bySeverity = SEVERITIES.filter((severity) => summary.fail_by_severity[severity] > 0);
  const counts = bySeverity.map((severity) => `${summary.fail_by_severity[severity]} ${severity}`);
  const found = worstFinding(run);
  const rule = found && run.rules.find(({ id }) => id === found.rule_id);
  const worst = rule ? `; worst: ${rule.failure_title}` : "";
  return counts.length === 0 ? "nothing found" : `${counted(summary.fail, "finding")}: ${counts.join(", ")}${worst}`;
}

function whoseText({ summary: { by_party } }: Run): string {
  const ours = (["customer", "shared"] as const).map(
    (party) => `${party} ${by_party[party].fail} fail, ${by_party[party].pass} pass`,
  );
  return `${ours.join("; ")}; provider ${by_party.provider.inherited} inherited (not checked)`;
}

function notReadText(run: Run, causes: readonly Cause[]): string {
  if (run.summary.resources === 0) return "everything: nothing was looked at";
  const [worst, ...others] = causes;
  if (!worst)
    return run.summary.unknown === 0
      ? "nothing: everything that was requested was read"
      : `${run.summary.unknown} unknown`;
  const also = others.length > 0 ? `; and ${counted(others.length, "other cause")}` : "";
  const what =
    run.summary.unknown === 0 ? "nothing that a pair here rests on; beside it" : `${run.summary.unknown} unknown`;
  return `${what}: ${worst.what}${also}`;
}

function nextSpan(run: Run, causes: readonly Cause[]): Span {
  const worst = worstFinding(run);
  if (worst) return { text: `demarc explain ${worst.rule_id}`, tone: "cyan" };
  const cause = causes.find(({ pairs, accepted }) => accepted === 0 || accepted < pairs);
  if (cause) return { text: cause.mend };
  const ends = run.evaluations.flatMap(({ exemption }) => exemption?.until ?? []).toSorted(compareText);
  if (ends.length > 0) return { text: `fix by ${ends[0]} what is exempted until then` };
  const manual = run.rules.find(({ id }) => (run.summary.by_rule[id]?.manual ?? 0) > 0);
  if (run.summary.pairs === 0) return { text: "name a source that holds resources the rules know: demarc rules list" };
  return manual ? { text: `demarc explain ${manual.id}`, tone: "cyan" } : { text: "nothing to do" };
}

const CONTRADICTIONS_SHOWN = 3;

/** How far the cloud's own checks agree. They decided nothing. */
function witnessRows({ summary: { witness }, evaluations }: Run): Row[] {
  if (witness === undefined) return [];
  const { agree, disagree } = witness;
  const decided = "they decided nothing";
  const text = `the cloud's own checks agree with ${counted(agree, "result")} and disagree with ${disagree}; ${decided}`;
  const shown = evaluations.filter(isContradicted).toSorted(compareEvaluations).slice(0, CONTRADICTIONS_SHOWN);
  return [
    labelled("witness", [{ text }]),
    ...shown.map((one): Row => {
      const words = `${one.rule_id} on ${resourceText(one)}: ${one.outcome} here, ${witnessesSentence(one)}`;
      return { hang: HANG, words: [{ text: words }] };
    }),
  ];
}

function partyBlindText({ summary: { party_blind } }: Run): string {
  const { would_fail, not_yours, unread } = party_blind;
  const reported = `a scan that does not ask whose it is would report ${counted(would_fail, "fail")}`;
  return `${reported}, ${not_yours} not yours to fix; ${counted(unread, "pair rests", "pairs rest")} on what was never read`;
}

function labelled(label: string, words: Span[]): Row {
  return { label: { text: label, tone: "dim" }, hang: HANG, words };
}
