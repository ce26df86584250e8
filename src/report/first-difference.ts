import type { Evaluation, Run } from "../model/run.ts";
import { canonical } from "./canonical.ts";
import { resourceLabel } from "./listed.ts";
import { compareEvaluations, compareText } from "./order.ts";

/**
 * The first thing that two judgements of one estate do not have in common, in words; undefined where they are identical.
 * What people laid over them (owners, exemptions, a baseline) is left aside. Outcomes that `saved` does not hold one by
 * one are held against its counts.
 */
export function firstDifference(saved: Run, again: Run): string | undefined {
  return differentPair(saved, again) ?? differentCount(saved, again) ?? differentDigest(saved, again);
}

function differentPair(saved: Run, again: Run): string | undefined {
  const held = new Set(saved.evaluations.map(({ outcome }) => outcome));
  const before = byPair(saved);
  const now = byPair(again);
  for (const [pair, one] of [...before, ...now].toSorted(([, a], [, b]) => compareEvaluations(a, b))) {
    const [was, is] = [before.get(pair), now.get(pair)];
    if (was === undefined && !held.has(one.outcome)) continue;
    if (was !== undefined && is !== undefined && judgement(was) === judgement(is)) continue;
    const part = was && is ? `: ${differentPart(was, is)}` : "";
    return `${one.rule_id} on ${resourceLabel(one)} is ${was?.outcome ?? "not there"} in the run and ${is?.outcome ?? "not there"} now${part}`;
  }
  return undefined;
}

function byPair({ evaluations }: Run): Map<string, Evaluation> {
  return new Map(evaluations.map((one) => [`${one.fingerprint} ${one.rule_id}`, one]));
}

function judgedParts(one: Evaluation): Readonly<Record<string, unknown>> {
  const { rule_id, outcome, reason, severity, resource, responsibility, evidence, fingerprint, facts_digest } = one;
  return { rule_id, outcome, reason, severity, resource, responsibility, evidence, fingerprint, facts_digest };
}

function judgement(one: Evaluation): string {
  return JSON.stringify(canonical(judgedParts(one)));
}

function differentPart(was: Evaluation, is: Evaluation): string {
  const [before, now] = [judgedParts(was), judgedParts(is)];
  const same = (key: string): boolean => JSON.stringify(canonical(before[key])) === JSON.stringify(canonical(now[key]));
  return Object.keys(before)
    .filter((key) => !same(key))
    .join(", ");
}

function differentCount({ summary: saved }: Run, { summary: again }: Run): string | undefined {
  const rules = [...new Set([...Object.keys(saved.by_rule), ...Object.keys(again.by_rule)])].toSorted(compareText);
  const rule = rules.find(
    (id) => JSON.stringify(canonical(saved.by_rule[id])) !== JSON.stringify(canonical(again.by_rule[id])),
  );
  return rule === undefined ? undefined : `${rule} does not have the counts that it has in the run`;
}

/** The same answers by other rules are no proof. */
function differentDigest(saved: Run, again: Run): string | undefined {
  const name = ["rules", "library"].find((one) => saved.digests[one] !== again.digests[one]);
  return name === undefined ? undefined : `every pair is the same, and the digest of the ${name} is not`;
}
