import type { Evaluation, Evidence } from "../../model/run.ts";
import { ownerSentence } from "../listed.ts";
import type { FindingGroup } from "../numbering.ts";
import { witnessesSentence } from "../witness.ts";
import { counted, showPlace, showSeen } from "../text/words.ts";
import { html, jointed, type Markup } from "./markup.ts";
import { findingNotes } from "./notes.ts";
import { leftOut, PRINTED_ROWS } from "./section.ts";
import type { View } from "./view.ts";

/** Facts shown a resource; the rest is counted. */
const FACTS_SHOWN = 3;

/** The resources of one kind of finding, each with what was seen against what was wanted. */
export function affected({ number, findings }: FindingGroup, view: View): Markup {
  const shown = findings.slice(0, view.rowsOfKind);
  const more = findings.length - shown.length;
  return html`<table class="affected">
      <caption>
        ${number}: affected resources
      </caption>
      <thead>
        <tr>
          <th scope="col">Resource</th>
          <th scope="col">Where, whose</th>
          <th scope="col">Seen</th>
          <th scope="col">Wanted</th>
        </tr>
      </thead>
      <tbody>
        ${shown.map((finding) => row(finding, view))}
      </tbody>
    </table>
    ${more > 0 ? html`<p class="screen-only more">And ${counted(more, "more resource")}: the full list is in the json, csv and xlsx of this run.</p>` : ""}${leftOut(findings.length - PRINTED_ROWS, "more resource")}`;
}

function row(finding: Evaluation, view: View): Markup {
  const { resource, evidence } = finding;
  const whose = ownerSentence(finding, view.run);
  const shown = evidence.slice(0, FACTS_SHOWN);
  const rest = evidence.length - shown.length;
  const facets = view.choices.map(({ name, of }) => html` data-${name}="${of(finding)}"`);
  return html`<tr${facets}>
    <th scope="row">${resourceName(finding)}${standing(finding)}${findingNotes(finding, view)}</th>
    <td>${resource.account} ${resource.region}${whose === "" ? "" : html`<span class="source">${whose}</span>`}</td>
    <td>${shown.map(seen)}${finding.witness === undefined ? "" : html`<span class="source">${witnessesSentence(finding)}</span>`}${rest > 0 ? html`<div class="quiet">and ${counted(rest, "more fact")}</div>` : ""}</td>
    <td>${shown.map(({ wanted }) => html`<div>${jointed(wanted)}</div>`)}</td>
  </tr> `;
}

/** That it is exempted, new or worse. */
function standing(finding: Evaluation): Markup {
  const { exemption, baseline } = finding;
  return html`${exemption === undefined ? "" : html`<span class="source"><span class="tag">exempted</span> until ${exemption.until}: ${exemption.reason}</span>`}${baseline === undefined || baseline === "known" ? "" : html` <span class="tag">${baseline}</span>`}`;
}

function resourceName({ resource: { id, name } }: Evaluation): Markup {
  if (id === null || id === name) return jointed(name);
  return html`${jointed(name)}<span class="id">${jointed(id)}</span>`;
}

function seen(fact: Evidence): Markup {
  const { path, because, resource, call, at } = fact;
  const source = [call, at].filter((word) => word !== undefined).join(", ");
  const place = showPlace(path);
  return html`<div>
    ${place === path ? html`<code>${jointed(path)}</code>` : place}${resource === undefined ? "" : html` of ${jointed(resource)}`}
    ${jointed(showSeen(fact))}${because === undefined ? "" : html` (${because})`}${source === "" ? "" : html`<span class="source">${source}</span>`}
  </div>`;
}
