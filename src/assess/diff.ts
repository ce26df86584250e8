import type { Evaluation, FixedFinding, Run } from "../model/run.ts";
import { compareWithBaseline } from "./baseline.ts";
import { dutyChanges } from "./duty-changes.ts";
import type { DutyChanges } from "./duty-changes.ts";

/** What became of the findings of one run in a later one. */
export interface RunDiff extends DutyChanges {
  readonly before: RunSide;
  readonly after: RunSide;
  /** Open now, and then not there or not open. */
  readonly new: readonly Evaluation[];
  /** Open then and now, on other facts or more severe. */
  readonly worsened: readonly Evaluation[];
  /** Open then and exempted now: nothing of it was mended. */
  readonly newly_exempted: readonly Evaluation[];
  readonly fixed: readonly FixedFinding[];
  readonly known: number;
  /** Findings of then that the later run did not judge, or could not. */
  readonly not_judged: number;
  /** Unknown pairs by which single rules have more of them in single accounts; what became known elsewhere takes none away. */
  readonly more_unknown: number;
  /** The gate's own files that are not the same (exemptions, configuration, owners, …), and what lets more be known. */
  readonly gate_changed: readonly string[];
  /** Where they are not the same: what the later run warns of and the earlier one did not, such as a rule that is off. */
  readonly newly_said: readonly string[];
  /** What ships with demarc and is not the same. */
  readonly library_changed: readonly string[];
}

export interface RunSide {
  readonly scope: string;
  readonly as_of: string;
  readonly version: string;
  readonly fail: number;
  readonly exempted: number;
  readonly unknown: number;
}

/** Digests of what comes with demarc: a new release changes them, no person in the team. */
const SHIPPED = ["rules", "library"];
/** What was judged is to differ from day to day; what the run was compared with says nothing of how it was judged. */
const NO_GATE = ["input", "baseline"];

/** `presentId` gives the present id of a rule that has been renamed since. */
export function diffRuns(before: Run, after: Run, presentId: (ruleId: string) => string): RunDiff {
  const { evaluations, baseline } = compareWithBaseline(after, before, presentId);
  const openThen = new Set(
    before.evaluations.flatMap((one) => (one.outcome === "fail" && !one.exemption ? [one.fingerprint] : [])),
  );
  const fails = evaluations.filter(({ outcome }) => outcome === "fail");
  const open = fails.filter(({ exemption }) => !exemption);
  const changed = changedDigests(before, after);
  const files = changed.filter((name) => !SHIPPED.includes(name) && !NO_GATE.includes(name));
  const gate = [...files, ...loosened(before, after)];
  const saidThen = new Set(before.warnings);
  return {
    before: sideOf(before),
    after: sideOf(after),
    new: open.filter((one) => one.baseline === "new"),
    worsened: open.filter((one) => one.baseline === "worsened"),
    newly_exempted: fails.filter(({ exemption, fingerprint }) => exemption && openThen.has(fingerprint)),
    fixed: baseline!.fixed,
    known: open.filter((one) => one.baseline === "known").length,
    not_judged: baseline!.not_judged,
    more_unknown: moreUnknown(before, after, presentId),
    ...dutyChanges(before, after, presentId),
    gate_changed: gate,
    newly_said: gate.length === 0 ? [] : after.warnings.filter((text) => !saidThen.has(text)),
    library_changed: changed.filter((name) => SHIPPED.includes(name)),
  };
}

/** 1: it got worse, or the gate was changed, so that better may be seeming. 3: it cannot be known. 0: neither. */
export function diffExit(diff: RunDiff, acceptGateChanges: boolean): 0 | 1 | 3 {
  if (diff.new.length > 0 || diff.worsened.length > 0) return 1;
  if (diff.gate_changed.length > 0 && !acceptGateChanges) return 1;
  return diff.not_judged > 0 || diff.more_unknown > 0 ? 3 : 0;
}

/** The result in words, without the exit code. */
export function diffWords(diff: RunDiff, acceptGateChanges: boolean): string {
  const { new: fresh, worsened, gate_changed: gate, not_judged: blind, more_unknown: unread, fixed } = diff;
  const worse = fresh.length + worsened.length > 0 ? `WORSE ${fresh.length} new, ${worsened.length} worse` : undefined;
  const parts = [
    worse,
    gate.length > 0 ? `${acceptGateChanges ? "gate changed" : "GATE CHANGED"}: ${gate.join(", ")}` : undefined,
    blind > 0 ? `INCOMPLETE ${blind} not judged` : undefined,
    unread > 0 ? `INCOMPLETE ${unread} more unknown` : undefined,
    `${fixed.length} fixed`,
  ].filter((part) => part !== undefined);
  return parts.length === 1 ? `OK not worse; ${parts[0]}` : parts.join("; ");
}

/** Resources come and go, and their unknown pairs with them, so these are counted and not compared one by one. */
function moreUnknown(before: Run, after: Run, presentId: (ruleId: string) => string): number {
  const left = new Map<string, number>();
  for (const place of unknownPlaces(before, presentId)) left.set(place, (left.get(place) ?? 0) + 1);
  let more = 0;
  for (const place of unknownPlaces(after, presentId)) {
    const known = left.get(place) ?? 0;
    if (known > 0) left.set(place, known - 1);
    else more += 1;
  }
  return more;
}

function unknownPlaces({ evaluations }: Run, presentId: (ruleId: string) => string): string[] {
  return evaluations
    .filter(({ outcome }) => outcome === "unknown")
    .map(({ rule_id: id, resource: { provider, account } }) => `${presentId(id)} ${provider} ${account}`);
}

/** What was judged more leniently: older documents, or more of which somebody declared that all of it was there. */
function loosened({ judging: then }: Run, { judging: now }: Run): string[] {
  if (!then || !now) return [];
  const declared = new Set(then.declared_reads.map((read) => JSON.stringify(read)));
  return [
    ...(now.max_age > then.max_age ? [`max-age (${then.max_age}d, now ${now.max_age}d)`] : []),
    ...(now.declared_reads.some((read) => !declared.has(JSON.stringify(read))) ? ["declare-read"] : []),
  ];
}

function changedDigests(before: Run, after: Run): string[] {
  const names = new Set([...Object.keys(before.digests), ...Object.keys(after.digests)]);
  return [...names].filter((name) => digestOf(before, name) !== digestOf(after, name)).toSorted();
}

function digestOf({ digests }: Run, name: string): string | undefined {
  return Object.hasOwn(digests, name) ? digests[name] : undefined;
}

function sideOf({ scope, as_of, tool, summary }: Run): RunSide {
  const { fail, exempted, unknown } = summary;
  return { scope: scope.name, as_of, version: tool.version, fail, exempted, unknown };
}
