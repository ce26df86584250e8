import { compareText } from "../../model/compare-text.ts";
import { groupBy } from "../../model/group-by.ts";
import { UNASSIGNED } from "../../model/owner.ts";
import type { PairCounts, Run } from "../../model/run.ts";
import { SEVERITIES } from "../../model/words.ts";
import { BLANK, type Row } from "./layout.ts";
import { counted, listed } from "./words.ts";

const HANG = 20;

/** One row an owner, in words that anybody reads; nothing where nobody said who owns what. */
export function ownerRows(run: Run, limit: number): Row[] {
  const owners = sortedOwners(run);
  if (owners.length === 0) return [];
  const exempted = groupBy(
    run.evaluations.filter(({ exemption }) => exemption !== undefined),
    ({ owner }) => owner.id,
  );
  const shown = owners.slice(0, limit).map(([id, counts]): Row => {
    const tone = id === UNASSIGNED ? ("yellow" as const) : ("bold" as const);
    return {
      label: { text: id, tone },
      hang: HANG,
      words: [{ text: ownerText(id, counts, exempted.get(id)?.length ?? 0) }],
    };
  });
  const more = owners.length - shown.length;
  const rest: Row[] = more > 0 ? [{ hang: HANG, words: [{ text: `and ${counted(more, "more owner")}` }] }] : [];
  return [{ hang: 0, words: [{ text: "OWNERS", tone: "bold" }] }, ...shown, ...rest, BLANK];
}

/** The same in one sentence; null where nobody said who owns what. */
export function ownersText(run: Run, limit: number): string | null {
  const owners = sortedOwners(run).map(([id, { fail }]) => `${id} ${fail}`);
  return owners.length === 0 ? null : `findings of ${listed(owners, limit)}`;
}

function sortedOwners({ summary: { by_owner: byOwner } }: Run): [id: string, counts: PairCounts][] {
  return Object.entries(byOwner).toSorted(([a, left], [b, right]) => right.fail - left.fail || compareText(a, b));
}

function ownerText(
  id: string,
  { fail, unknown, inherited, manual, pass, fail_by_severity: severities }: PairCounts,
  exempted: number,
): string {
  const worst = SEVERITIES.find((severity) => severities[severity] > 0);
  const has = id === UNASSIGNED ? " belong to nobody" : exempted === 0 ? " to fix" : "";
  const parts = [
    fail === 0 ? "nothing to fix" : `${counted(fail, "finding")}${has}, ${severities[worst!]} of them ${worst}`,
    ...(exempted > 0 ? [`${exempted} of them exempted`] : []),
    `${counted(pass, "pair")} in order`,
    ...(unknown > 0 ? [`${unknown} could not be looked at`] : []),
    ...(manual > 0 ? [`${manual} for a person to answer`] : []),
    ...(inherited > 0 ? [`${inherited} on the provider's side`] : []),
  ];
  return parts.join("; ");
}
