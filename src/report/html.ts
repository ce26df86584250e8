import { createHash } from "node:crypto";
import type { Run } from "../model/run.ts";
import { attestationRegister } from "./html/attestations.ts";
import { blindSpots } from "./html/blind-spots.ts";
import { patterns } from "./html/chart.ts";
import { cover } from "./html/cover.ts";
import { exemptionRegister } from "./html/exemptions.ts";
import { findings } from "./html/findings.ts";
import { frameworks } from "./html/frameworks.ts";
import { html, type Markup, verbatim } from "./html/markup.ts";
import { responsibilityMatrix } from "./html/matrix.ts";
import { method } from "./html/method.ts";
import { posture } from "./html/posture.ts";
import { retest } from "./html/retest.ts";
import { everyRule } from "./html/rules.ts";
import { scopeAndLimits } from "./html/scope.ts";
import { SCRIPT } from "./html/script.ts";
import { renderSection, type Section } from "./html/section.ts";
import { PAGE } from "./html/style/page.ts";
import { PRINT } from "./html/style/print.ts";
import { sheetStyle } from "./html/style/sheet.ts";
import { TOKENS } from "./html/style/tokens.ts";
import { executiveSummary } from "./html/summary.ts";
import { type HtmlOptions, type View, viewOf } from "./html/view.ts";

/** In the order of the report. */
const SECTIONS: readonly ((view: View) => Section | undefined)[] = [
  executiveSummary,
  retest,
  scopeAndLimits,
  responsibilityMatrix,
  posture,
  frameworks,
  findings,
  exemptionRegister,
  attestationRegister,
  blindSpots,
  everyRule,
  method,
];

/**
 * The run as one page that asks nothing of anybody: no request, style and script named by their hashes, all of it
 * readable without the script. Equal runs give equal bytes.
 */
export function renderHtml(run: Run, options: HtmlOptions): string {
  const view = viewOf(run, options);
  const sections = SECTIONS.flatMap((section) => section(view) ?? []);
  const { client, assessor } = options.brand ?? {};
  const kind = "Cloud security assessment";
  const heading = client ?? run.scope.name;
  const style = [TOKENS, PAGE, PRINT, sheetStyle(`${heading} - ${kind}`, options.paper)].join("");
  return html`<!DOCTYPE html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy(style)}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <meta name="generator" content="${run.tool.name} ${run.tool.version}" />
        <title>${kind}: ${heading}</title>
        ${verbatim("style", style)}
      </head>
      <body>
        <a class="skip" href="#summary">To the summary</a>
        <div class="tools"><button type="button" id="theme" hidden>Colours</button></div>
        ${patterns()}
        <main class="sheet">
          ${cover(view)}${contents(sections, options)}${sections.map(renderSection)}
          <footer>
            <p>
              ${assessor === undefined ? "" : `${assessor}. `}Made with ${run.tool.name} ${run.tool.version} from a run
              as of ${run.as_of}. <a href="#top">To the top</a>
            </p>
          </footer>
        </main>
        ${verbatim("script", SCRIPT)}
      </body>
    </html> `.toString();
}

function contents(sections: readonly Section[], { pageOf }: HtmlOptions): Markup {
  const page = (id: string): Markup => (pageOf ? html`<span class="page">${pageOf(id)}</span>` : html``);
  return html`<nav class="contents" aria-labelledby="contents-title">
    <h2 id="contents-title">Contents</h2>
    <ol>
      ${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a>${page(id)}</li>`)}
    </ol>
  </nav> `;
}

function policy(style: string): string {
  const parts = [
    "default-src 'none'",
    `style-src '${hashOf(style)}'`,
    `script-src '${hashOf(SCRIPT)}'`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return parts.join("; ");
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
