import { UNASSIGNED } from "../../model/owner.ts";
import type { Evaluation, Run } from "../../model/run.ts";
import type { FailOn, Verdict } from "../../model/verdict.ts";
import { isAtLeast } from "../../model/words.ts";
import { runOfOwner, unassignedAround } from "./owner-view.ts";

/** How a run comes out; handed in, so that an owner is judged by the same options as the whole. */
export type Decide = (run: Run) => Verdict;

/**
 * What the run comes to for one owner. What is nobody's in the owner's units may be its own, so a finding or an unknown
 * pair at the threshold there leaves the result incomplete; `allowed` is how many unknown pairs, its own and those together,
 * do not. Of `unassigned`, having nothing is the good result.
 */
export function decideOwnerVerdict(
  run: Run,
  owner: string,
  { failOn, allowed }: { readonly failOn: FailOn; readonly allowed: number },
  decide: Decide,
): Verdict {
  const own = runOfOwner(run, owner);
  if (owner === UNASSIGNED && own.summary.pairs === 0 && run.summary.pairs > 0)
    return {
      exit: 0,
      openAtThreshold: 0,
      unknownAtThreshold: 0,
      incomplete: false,
      words: "OK nothing is unassigned",
      aside: "",
    };
  const verdict = decide(own);
  const around = failOn === "none" ? [] : unassignedAround(run, owner).filter((one) => counts(run, one, failOn));
  const findings = around.filter(({ outcome }) => outcome === "fail");
  const unknown = around.length - findings.length;
  const isAllowed = unknown > 0 && verdict.unknownAtThreshold + unknown <= allowed;
  const left = isAllowed ? findings.length : around.length;
  const aside = isAllowed ? joined(verdict.aside, `${unknown} unknown and unassigned allowed`) : verdict.aside;
  if (left === 0) return { ...verdict, aside };
  const nobodys = `${left} ${left === 1 ? "pair" : "pairs"} unassigned in the units of ${owner}`;
  const words = verdict.exit === 0 ? `INCOMPLETE ${nobodys}` : joined(verdict.words, nobodys);
  return { ...verdict, exit: verdict.exit || 3, incomplete: true, words, aside };
}

function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("; ");
}

/** What is accepted, disputed or known would not count if it were the owner's either. */
function counts(run: Run, one: Evaluation, failOn: Exclude<FailOn, "none">): boolean {
  const { rule_id: id, severity, exemption, baseline, accepted_blind_spot: accepted } = one;
  const isClosed = exemption !== undefined || accepted !== undefined || baseline === "known";
  return !isClosed && isAtLeast(severity, failOn) && run.rules.find((rule) => rule.id === id)?.status === "stable";
}
