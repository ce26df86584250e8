import { compareKeys, compareText } from "../model/compare-text.ts";
import type { EstatePart, Evaluation, Run, RunSummary } from "../model/run.ts";
import { OUTCOMES, type Outcome } from "../model/words.ts";
import { canonical } from "./canonical.ts";
import { groupBy } from "../model/group-by.ts";
import { resourceLabel } from "./listed.ts";
import { type LaidOver, TRACES, type Traces } from "./laid-over.ts";
import { compareBlindSpots, compareEvaluations } from "./order.ts";

/**
 * The first thing that two judgements of one estate do not have in common, in words; undefined where they are identical.
 * What people laid over them is left aside, but for what is named in `laid`. Outcomes that `saved` does not hold one by
 * one are held against its counts.
 */
export function firstDifference(saved: Run, again: Run, laid: readonly LaidOver[] = []): string | undefined {
  const traces = laid.map((one) => TRACES[one]);
  return (
    twice(saved) ??
    differentPair(saved, again, traces) ??
    differentCount(saved, again, traces) ??
    differentRecord(saved, again, traces) ??
    differentDigest(saved, again, laid)
  );
}

/** A pair that stands twice would be counted once. */
function twice({ evaluations }: Run): string | undefined {
  const pairs = new Set<string>();
  for (const one of evaluations) {
    if (pairs.has(pairOf(one))) return `${one.rule_id} on ${resourceLabel(one)} appears twice in the run`;
    pairs.add(pairOf(one));
  }
  return undefined;
}

/** What a run may be saved without; all else it holds one by one. */
const LEFT_OUT: readonly Outcome[] = ["pass", "not_applicable"];

function differentPair(saved: Run, again: Run, traces: readonly Traces[]): string | undefined {
  const outcomes = new Set(saved.evaluations.map(({ outcome }) => outcome));
  const isHeld = (outcome: Outcome): boolean => outcomes.has(outcome) || !LEFT_OUT.includes(outcome);
  const before = byPair(saved);
  const now = byPair(again);
  const keys = [...JUDGED, ...traces.flatMap(({ inPair }) => inPair)];
  for (const [pair, one] of [...before, ...now].toSorted(([, a], [, b]) => compareEvaluations(a, b))) {
    const [was, is] = [before.get(pair), now.get(pair)];
    if (was === undefined && !isHeld(one.outcome)) continue;
    if (was !== undefined && is !== undefined && keys.every((key) => same(was[key], is[key]))) continue;
    const part = was && is ? `: ${keys.filter((key) => !same(was[key], is[key])).join(", ")}` : "";
    return `${one.rule_id} on ${resourceLabel(one)} is ${was?.outcome ?? "not there"} in the run and ${is?.outcome ?? "not there"} now${part}`;
  }
  return undefined;
}

function pairOf({ fingerprint, rule_id: rule }: Evaluation): string {
  return `${fingerprint} ${rule}`;
}

function byPair({ evaluations }: Run): Map<string, Evaluation> {
  return new Map(evaluations.map((one) => [pairOf(one), one]));
}

/** The parts of an evaluation that come of judging. */
const JUDGED: readonly (keyof Evaluation)[] = [
  "rule_id",
  "outcome",
  "reason",
  "severity",
  "resource",
  "responsibility",
  "evidence",
  "fingerprint",
  "facts_digest",
];

function same(before: unknown, now: unknown): boolean {
  return JSON.stringify(canonical(before)) === JSON.stringify(canonical(now));
}

function differentCount(
  { summary: saved }: Run,
  { summary: again }: Run,
  traces: readonly Traces[],
): string | undefined {
  const rules = [...new Set([...Object.keys(saved.by_rule), ...Object.keys(again.by_rule)])].toSorted(compareText);
  const rule = rules.find((id) => !same(saved.by_rule[id], again.by_rule[id]));
  if (rule !== undefined) return `${rule} does not have the counts that it has in the run`;
  const aside = Object.values(TRACES).flatMap((one) => (traces.includes(one) ? [] : one.inCounts));
  const keys = [...new Set([...Object.keys(saved), ...Object.keys(again)])] as (keyof RunSummary)[];
  const key = keys.find((one) => !aside.includes(one) && !same(saved[one], again[one]));
  return key === undefined ? undefined : `the count of ${key.replaceAll("_", " ")} is not that of the run`;
}

/** What else stands in a run and comes of judging. */
const RECORDS: readonly (readonly [what: string, of: (run: Run) => unknown])[] = [
  ["what it says of its rules", ({ rules }) => rules.toSorted((a, b) => compareText(a.id, b.id))],
  ["its blind spots", ({ blind_spots: spots }) => spots.toSorted(compareBlindSpots)],
  ["what it says of each type", ({ estate }) => withoutUnits(estate)],
  ["its scope", ({ scope }) => scope],
];

function differentRecord(saved: Run, again: Run, traces: readonly Traces[]): string | undefined {
  const found = [...RECORDS, ...traces.flatMap(({ inRun }) => inRun)].find(([, of]) => !same(of(saved), of(again)));
  return found && `every pair is the same, and ${found[0]} not`;
}

/** Units are an owner's; what they add up to is the estate's. */
function withoutUnits(estate: readonly EstatePart[]): unknown {
  const types = groupBy(estate, ({ provider, type, service }) => `${provider} ${type} ${service}`);
  return [...types].toSorted(compareKeys).map(([type, parts]) => {
    const layers = groupBy(
      parts.flatMap((part) => part.layers),
      ({ layer, party }) => `${layer} ${party}`,
    );
    const counts = [...layers].map(
      ([layer, all]) =>
        [layer, OUTCOMES.map((one) => all.reduce((sum, { counts: { [one]: count } }) => sum + count, 0))] as const,
    );
    return {
      type,
      resources: parts.reduce((sum, { resources }) => sum + resources, 0),
      accounts: [...new Set(parts.flatMap(({ accounts }) => accounts))].toSorted(),
      regions: [...new Set(parts.flatMap(({ regions }) => regions))].toSorted(),
      layers: Object.fromEntries(counts),
    };
  });
}

/** The same answers to other questions, or of something else, are no proof. */
const DIGESTS: Readonly<Record<string, string>> = {
  rules: "the rules are not those of the run",
  library: "what the rules rest on is not that of the run",
  input: "what was read is not what the run was made from",
};

function differentDigest(saved: Run, again: Run, laid: readonly LaidOver[]): string | undefined {
  const files = { ...DIGESTS, ...Object.fromEntries(laid.map((one) => [one, TRACES[one].otherFile])) };
  const found = Object.entries(files).find(([name]) => saved.digests[name] !== again.digests[name]);
  return found && `every pair is the same, and ${found[1]}`;
}
