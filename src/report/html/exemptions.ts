import { counted } from "../text/words.ts";
import { compareExemptions } from "../order.ts";
import { html, jointed } from "./markup.ts";
import { type Section, table } from "./section.ts";
import type { View } from "./view.ts";

/** Everything that somebody accepted or disputes: who, why, until when, and what it fits in this run. */
export function exemptionRegister({ run }: View): Section {
  const rows = run.exemptions
    .toSorted(compareExemptions)
    .map(({ id, kind, rule, match, reason, approved_by, until, state, matched, facts_changed, unused, over_broad }) => {
      const odd = [
        state === "expired" && matched > 0 ? "open again" : "",
        facts_changed > 0 ? `${facts_changed} with facts that changed since the acceptance` : "",
        unused ? "matches nothing" : "",
        over_broad ? "matches more than one thing" : "",
      ].filter((word) => word !== "");
      const where = Object.entries(match).map(([key, value]) => `${key} ${value}`);
      return [
        html`<strong>${jointed(id)}</strong><span class="source">${kind.replaceAll("_", " ")}</span>`,
        html`${rule ?? "blind spot"}<span class="source">${jointed(where.join(", "))}</span>`,
        reason,
        approved_by,
        html`${until}<span class="source">${state}</span>`,
        html`${counted(matched, rule === null ? "pair" : "finding")}${odd.length > 0 ? html`<span class="source">${odd.join("; ")}</span>` : ""}`,
      ];
    });
  const columns = ["Exemption", "Of", "Reason", "Approved by", "Until", "Matches"].map((title) => ({
    title,
    kind: "long" as const,
  }));
  const { exempted, disputed } = run.summary;
  const said = disputed === 0 ? "" : `, ${disputed} of them because the finding is disputed as false`;
  const body = html`<p>
      An exempted finding is still a finding: it is counted, shows its exemption, and is open again the day after the
      exemption ends. ${counted(exempted, "finding")} in this run ${exempted === 1 ? "is" : "are"} exempted${said}.
    </p>
    ${table("Exemptions", columns, rows, "There are none.")}`;
  return { id: "exemptions", title: "Exemptions", body };
}
