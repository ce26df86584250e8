import { compareKeys, compareText } from "../../model/compare-text.ts";
import type { RunAttestation } from "../../model/attestation.ts";
import { groupBy } from "../../model/group-by.ts";
import { html, type Markup } from "./markup.ts";
import { type Section, table } from "./section.ts";
import type { View } from "./view.ts";

/** What stands behind the duties that no interface shows: the provider's evidence and people's own. */
export function attestationRegister(view: View): Section {
  const sorted = view.run.attestations.toSorted((a, b) => compareText(a.id, b.id));
  const body = html`${backing(view)}${register(sorted)}${duties(sorted)}`;
  return { id: "attestations", title: "Attestations", body };
}

/** For each kind of duty that was not checked: how many have evidence behind them. */
function backing({ run, titles }: View): Markup {
  const unchecked = run.evaluations.filter(({ outcome }) => outcome === "inherited" || outcome === "manual");
  const groups = groupBy(unchecked, ({ outcome, attestation, responsibility }) =>
    JSON.stringify([outcome, responsibility.layer, attestation?.id ?? null, attestation?.state ?? "missing"]),
  );
  const rows = [...groups]
    .toSorted(compareKeys)
    .map(([, [{ outcome, attestation, responsibility }, ...others]]) => [
      titles.layer(responsibility.layer),
      outcome,
      others.length + 1,
      attestation?.id ?? "none",
      (attestation?.state ?? "missing").replaceAll("_", " "),
    ]);
  const columns = [
    { title: "Layer" },
    { title: "Outcome" },
    { title: "Pairs", kind: "number" },
    { title: "Attestation" },
    { title: "State" },
  ] as const;
  return html`<h3>Evidence for what was not checked</h3>
    ${table("Evidence for inherited and manual pairs", columns, rows, "Every pair in this run was checked.")}`;
}

function register(attestations: readonly RunAttestation[]): Markup {
  const rows = attestations.map(
    ({ id, party, artifact, issuer, period, expires, state, reviewed, evidence, qualified }) => [
      html`<strong>${id}</strong><span class="source">${artifact}</span>`,
      html`${party}${issuer === null ? "" : html`<span class="source">issued by ${issuer}</span>`}`,
      html`${period.start} to ${period.end}<span class="source">counts until ${expires}</span>`,
      html`${state.replaceAll("_", " ")}${qualified.map(({ layer, text }) => html`<span class="source">except ${layer}: ${text}</span>`)}`,
      reviewed ? `${evidence.reviewed_by ?? ""} ${evidence.reviewed_on ?? ""}`.trim() : "nobody, so it does not count",
      html`${evidence.location ?? ""}${evidence.sha256 === null ? "" : html`<span class="id">${evidence.sha256}</span>`}`,
    ],
  );
  const columns = ["Attestation", "Of", "Period", "State", "Read by", "Where to find it"].map((title) => ({
    title,
    kind: "long" as const,
  }));
  return html`<h3>Register</h3>
    ${table("Attestations", columns, rows, "No attestation was given.")}`;
}

function duties(attestations: readonly RunAttestation[]): Markup {
  const rows = attestations.flatMap(({ id, customer_duties }) =>
    customer_duties.map((duty) => [duty.id, id, duty.about, duty.state, duty.because]),
  );
  if (rows.length === 0) return html``;
  const columns = ["Duty", "Attestation", "About", "State", "Because"].map((title) => ({
    title,
    kind: "long" as const,
  }));
  return html`<h3>Duties that attestations hand back to the customer</h3>
    ${table("Duties handed back", columns, rows, "")}`;
}
