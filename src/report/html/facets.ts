import { compareText } from "../../model/compare-text.ts";
import type { Evaluation } from "../../model/run.ts";
import type { FindingGroup } from "../numbering.ts";

/** Something that single findings are chosen by. */
export interface Facet {
  /** Name of the form field and of the row's attribute. */
  readonly name: string;
  readonly title: string;
  readonly of: (finding: Evaluation) => string;
}

const FACETS: readonly Facet[] = [
  { name: "owner", title: "Owner", of: ({ owner }) => owner.id },
  { name: "party", title: "Whose duty", of: ({ responsibility }) => responsibility.party ?? "none" },
  { name: "model", title: "Service model", of: ({ responsibility }) => responsibility.service_model ?? "none" },
  { name: "account", title: "Account", of: ({ resource }) => resource.account },
  { name: "state", title: "State", of: stateOf },
];

/** A facet with the words that findings of the report have for it. */
export interface Choice extends Facet {
  readonly words: readonly string[];
}

/** The facets in which findings differ: what all have in common is nothing to choose by. */
export function choicesOf(groups: readonly FindingGroup[]): Choice[] {
  const findings = groups.flatMap((group) => group.findings);
  return FACETS.map((facet) => ({
    ...facet,
    words: [...new Set(findings.map((finding) => facet.of(finding)))].toSorted(compareText),
  })).filter(({ words }) => words.length > 1);
}

/** Whether it is open, and how it stands to the run before. */
function stateOf({ exemption, baseline }: Evaluation): string {
  if (exemption) return "exempted";
  return baseline === undefined || baseline === "known" ? "open" : baseline;
}
