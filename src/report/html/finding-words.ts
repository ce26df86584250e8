import { compareKeys } from "../../model/compare-text.ts";
import type { RunRule } from "../../model/run.ts";
import type { Titles } from "../titles.ts";
import { html, lines, type Markup } from "./markup.ts";
import type { View } from "./view.ts";

/** How to mend it, by hand and by code. */
export function mending({ fix }: RunRule): Markup {
  if (fix === null) return html``;
  const codes = [
    ["Command line", fix.cli],
    ["Terraform", fix.terraform],
    ["Bicep", fix.bicep],
  ] as const;
  return html`<div class="fix">
    <h5>How to fix it <span class="quiet">effort: ${fix.effort}</span></h5>
    <p>${fix.summary}</p>
    ${codes.map(([title, code]) =>
      code === undefined
        ? ""
        : html`<figure class="code">
            <figcaption>${title}</figcaption>
            <pre><code>${lines(code.trimEnd())}</code></pre>
          </figure>`,
    )}
  </div> `;
}

/** The requirements of frameworks that the rule is mapped to. */
export function frameworkWords({ controls }: RunRule, { titles }: View): Markup {
  const all = Object.entries(controls).toSorted(compareKeys);
  if (all.length === 0) return html``;
  return html`<details class="maps">
    <summary>Framework controls</summary>
    <dl>
      ${all.map(
        ([framework, ids]) =>
          html`<div>
            <dt>${frameworkTitle(framework, titles)}</dt>
            <dd>${ids.join(", ")}</dd>
          </div>`,
      )}
    </dl>
  </details> `;
}

/** With its version: of some there are several. */
export function frameworkTitle(id: string, titles: Titles): string {
  const framework = titles.framework(id);
  return framework ? `${framework.title} ${framework.version}` : id;
}
