import { compareText } from "../model/compare-text.ts";
import type { BlindSpot } from "../model/resource.ts";
import type { RunExemption } from "../model/exemption.ts";
import type { EvaluatedResource, FixedFinding, RunBaseline } from "../model/run.ts";
import { SEVERITIES } from "../model/words.ts";

export function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return compareText(a.id, b.id);
}

/** The order of every report: worst first, then by rule, then by place. */
export function compareEvaluations(a: FixedFinding, b: FixedFinding): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    compareText(a.rule_id, b.rule_id) ||
    compareResources(a.resource, b.resource) ||
    compareText(a.fingerprint, b.fingerprint)
  );
}

/** By place, then by type and id. */
export function compareResources(a: Omit<EvaluatedResource, "name">, b: Omit<EvaluatedResource, "name">): number {
  return (
    compareText(a.provider, b.provider) ||
    compareText(a.account, b.account) ||
    compareText(a.region, b.region) ||
    compareText(a.type, b.type) ||
    compareText(a.id ?? "", b.id ?? "")
  );
}

/** By the last day, so that what has ended comes first. */
export function compareExemptions(a: RunExemption, b: RunExemption): number {
  return compareText(a.until, b.until) || compareText(a.id, b.id);
}

export function sortedBaseline(baseline: RunBaseline): RunBaseline {
  return { ...baseline, fixed: baseline.fixed.toSorted(compareEvaluations) };
}

export function compareBlindSpots(a: BlindSpot, b: BlindSpot): number {
  return compareText(blindSpotKey(a), blindSpotKey(b));
}

function blindSpotKey(spot: BlindSpot): string {
  const { provider, account, region, reason, call, code, types, message, file, line } = spot;
  return JSON.stringify([provider, account, region, reason, call, code, types, message, file, line]);
}
