import { compareText } from "../../model/compare-text.ts";
import type { AttestationState } from "../../model/attestation.ts";
import type { Evaluation, FixedFinding } from "../../model/run.ts";
import { compareEvaluations } from "../order.ts";

/** What a difference between two runs prints, as the room that finds it hands it over. */
export interface DiffView {
  readonly before: DiffSide;
  readonly after: DiffSide;
  readonly new: readonly Evaluation[];
  readonly worsened: readonly Evaluation[];
  readonly newly_exempted: readonly Evaluation[];
  readonly fixed: readonly FixedFinding[];
  readonly newly_inherited: readonly Evaluation[];
  readonly newly_unknown: readonly Evaluation[];
  readonly owners_changed: readonly { readonly evaluation: Evaluation; readonly from: string; readonly to: string }[];
  readonly attestations_changed: readonly AttestationMove[];
  readonly known: number;
  readonly not_judged: number;
  readonly gate_changed: readonly string[];
  readonly newly_said: readonly string[];
  readonly library_changed: readonly string[];
}

interface AttestationMove {
  readonly id: string;
  readonly from: AttestationState | null;
  readonly to: AttestationState | null;
  readonly expires: string;
}

interface DiffSide {
  readonly scope: string;
  readonly as_of: string;
  readonly version: string;
  readonly fail: number;
  readonly exempted: number;
  readonly unknown: number;
}

export interface DiffResult {
  readonly words: string;
  readonly exit: number;
}

export interface DiffSection {
  readonly title: string;
  readonly findings: readonly FixedFinding[];
}

/** The lists of findings in the order of every report; those without a finding are left out. */
export function diffSections(diff: DiffView): DiffSection[] {
  const sections: DiffSection[] = [
    { title: "new", findings: diff.new },
    { title: "worse", findings: diff.worsened },
    { title: "newly exempted, not fixed", findings: diff.newly_exempted },
    { title: "newly unknown", findings: diff.newly_unknown },
    { title: "newly the provider's", findings: diff.newly_inherited },
    { title: "fixed", findings: diff.fixed },
  ];
  return sections
    .filter(({ findings }) => findings.length > 0)
    .map(({ title, findings }) => ({ title, findings: findings.toSorted(compareEvaluations) }));
}

/** What else changed, in sentences. */
export function diffRemarks(diff: DiffView): string[] {
  const { before, after, gate_changed: gate, library_changed: library, known, not_judged: blind } = diff;
  return [
    `fails ${before.fail} -> ${after.fail}, exempted ${before.exempted} -> ${after.exempted}, unknown ${before.unknown} -> ${after.unknown}`,
    `${known} known, ${blind} not judged this time`,
    ...(gate.length > 0 ? [`the gate itself changed: ${gate.join(", ")}`] : []),
    ...diff.newly_said.map((text) => `now said: ${text}`),
    ...(library.length > 0
      ? [`the rules or what ships with them changed: ${library.join(", ")} (${before.version} -> ${after.version})`]
      : []),
    ...ownerRemarks(diff),
    ...diff.attestations_changed.map(attestationRemark),
    ...(before.scope === after.scope ? [] : [`the scope was ${before.scope} and is ${after.scope}`]),
  ];
}

/** How many pairs went from whom to whom, most first. */
function ownerRemarks({ owners_changed: changed }: DiffView): string[] {
  const moves = new Map<string, number>();
  for (const { from, to } of changed) moves.set(`${from} to ${to}`, (moves.get(`${from} to ${to}`) ?? 0) + 1);
  return [...moves]
    .toSorted(([a, left], [b, right]) => right - left || compareText(a, b))
    .map(([move, count]) => `${count} ${count === 1 ? "pair" : "pairs"} went from ${move}`);
}

function attestationRemark({ id, from, to, expires }: AttestationMove): string {
  if (to === null) return `attestation ${id} is gone`;
  const was = from === null ? "is new and" : `was ${from.replaceAll("_", " ")} and now`;
  return `attestation ${id} ${was} is ${to.replaceAll("_", " ")} (counts until ${expires})`;
}
