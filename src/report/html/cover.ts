import type { RunSummary } from "../../model/run.ts";
import type { Verdict } from "../../model/verdict.ts";
import { SEVERITIES } from "../../model/words.ts";
import { counted, listed } from "../text/words.ts";
import { html, type Markup } from "./markup.ts";
import { definitions } from "./section.ts";
import type { View } from "./view.ts";

const ACCOUNTS_SHOWN = 8;

/** Who assessed what for whom, when, and with what. */
export function cover({ run, brand = {}, verdict }: View): Markup {
  const { tool, scope, as_of, rules, summary } = run;
  const { client, assessor, logo } = brand;
  const accounts = Object.entries(summary.accounts).map(
    ([provider, ids]) => html`<span class="block">${provider}: ${listed(ids, ACCOUNTS_SHOWN)}</span>`,
  );
  const facts = definitions([
    ...(assessor === undefined ? [] : [["Assessed by", assessor] as const]),
    ["Scope", scope.expected ? scope.name : `${scope.name}, as far as the identity that read it could see`],
    ["Accounts", accounts.length > 0 ? accounts : "none"],
    ["Judged as of", html`<time datetime="${as_of}">${as_of.replace("T", " ").replace(/(\.\d+)?Z$/, " UTC")}</time>`],
    [
      "Looked at",
      `${counted(summary.resources, "resource")} with ${counted(rules.length, "rule")}: ${counted(summary.pairs, "pair")} of rule and resource`,
    ],
    ["Made with", `${tool.name} ${tool.version}`],
  ]);
  const { words, tone } = sentenceOf(summary, verdict);
  return html`<header class="cover" id="top">
    ${safeLogo(logo, assessor)}
    <p class="kicker">Cloud security assessment</p>
    <h1>${client ?? scope.name}</h1>
    <p class="verdict v-${tone}">${words} ${outstanding(summary)}</p>
    ${facts}
  </header> `;
}

/**
 * What the run comes to in the words of a reader who set no threshold: exit 0 says that nothing failed the run, which is no
 * less so where somebody asked for nothing to fail it, or where what is unknown was allowed for.
 */
function sentenceOf(
  { resources, fail, exempted, unknown }: RunSummary,
  { exit }: Verdict,
): { readonly words: string; readonly tone: 0 | 1 | 3 } {
  if (exit === 1) return { words: "There is work to do.", tone: 1 };
  if (resources === 0) return { words: "Nothing was looked at.", tone: 3 };
  if (exit === 3) {
    const words = unknown > 0 ? "Not complete: what was not read may hide findings." : "No rule applied to anything.";
    return { words, tone: 3 };
  }
  if (fail > exempted) return { words: "None of the open findings was set to fail this run.", tone: 3 };
  if (unknown > 0) return { words: "No findings are open among what could be judged.", tone: 3 };
  return { words: "No findings are open, and nothing that could hide one was left unread.", tone: 0 };
}

/** What is open and what is not known, in numbers. */
function outstanding({ fail_by_severity: fails, exempted, unknown }: RunSummary): string {
  const found = SEVERITIES.filter((severity) => fails[severity] > 0).map(
    (severity) => `${fails[severity]} ${severity}`,
  );
  const findings =
    found.length === 0 ? [] : [`Findings: ${found.join(", ")}${exempted > 0 ? `; ${exempted} of them exempted` : ""}.`];
  return [...findings, ...(unknown === 0 ? [] : [`${counted(unknown, "pair")} could not be answered.`])].join(" ");
}

/** Pictures only, and only those that stand in the report itself. */
function safeLogo(logo: string | undefined, owner: string | undefined): Markup {
  if (logo === undefined || !/^data:image\/(png|jpeg|gif|webp|svg\+xml);base64,[A-Za-z0-9+/=]+$/.test(logo))
    return html``;
  return html`<img class="logo" src="${logo}" alt="${owner ?? "Logo"}" /> `;
}
