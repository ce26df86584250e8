import type { RunSummary } from "../../model/run.ts";
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
    ["Scope", scope.expected ? scope.name : `${scope.name}, as visible to the identity that read it`],
    ["Accounts", accounts.length > 0 ? accounts : "none"],
    ["Judged as of", html`<time datetime="${as_of}">${as_of.replace("T", " ").replace(/(\.\d+)?Z$/, " UTC")}</time>`],
    ["Looked at", `${summary.resources} resources with ${rules.length} rules: ${summary.pairs} checks`],
    ["Made with", `${tool.name} ${tool.version}`],
  ]);
  return html`<header class="cover" id="top">
    ${safeLogo(logo, assessor)}
    <p class="kicker">Cloud security assessment</p>
    <h1>${client ?? scope.name}</h1>
    <p class="verdict v-${verdict.exit}">${VERDICTS[verdict.exit]} ${outstanding(summary)}</p>
    ${facts}
  </header> `;
}

/** What is open and what is not known, in numbers. */
function outstanding({ fail_by_severity: fails, unknown }: RunSummary): string {
  const found = SEVERITIES.filter((severity) => fails[severity] > 0).map(
    (severity) => `${fails[severity]} ${severity}`,
  );
  const findings = found.length === 0 ? [] : [`Findings: ${found.join(", ")}.`];
  return [...findings, ...(unknown === 0 ? [] : [`${counted(unknown, "check")} could not be answered.`])].join(" ");
}

const VERDICTS: Readonly<Record<0 | 1 | 3, string>> = {
  0: "Nothing is open at or above the chosen severity, and nothing was left unread that could hide it.",
  1: "There is work to do.",
  3: "Not complete: what was not read may hide findings.",
};

/** Pictures only, and only those that stand in the report itself. */
function safeLogo(logo: string | undefined, owner: string | undefined): Markup {
  if (logo === undefined || !/^data:image\/(png|jpeg|gif|webp|svg\+xml);base64,[A-Za-z0-9+/=]+$/.test(logo))
    return html``;
  return html`<img class="logo" src="${logo}" alt="${owner ?? "Logo"}" /> `;
}
