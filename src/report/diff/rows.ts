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
  readonly known: number;
  readonly not_judged: number;
  readonly gate_changed: readonly string[];
  readonly library_changed: readonly string[];
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
    { title: "newly exempted, not mended", findings: diff.newly_exempted },
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
    ...(gate.length > 0 ? [`the gate's own files changed: ${gate.join(", ")}`] : []),
    ...(library.length > 0
      ? [`what ships with demarc changed: ${library.join(", ")} (${before.version} -> ${after.version})`]
      : []),
    ...(before.scope === after.scope ? [] : [`the scope was ${before.scope} and is ${after.scope}`]),
  ];
}
