import { neutralize } from "../diagnostics/neutralize.ts";
import type { Evaluation, Run } from "../model/run.ts";
import type { Verdict } from "../model/verdict.ts";
import type { Severity } from "../model/words.ts";
import { factsSentence, openFindings, ownerSentence, resourceLabel } from "./listed.ts";
import { syntheticPath } from "./synthetic-path.ts";
import { counted } from "./text/words.ts";

/** GitHub shows ten annotations of a kind a step; the last one says how many more there are. */
const MOST_SHOWN = 9;

const COMMANDS: Readonly<Record<Severity, string>> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "notice",
  info: "notice",
};

/** GitHub's workflow commands: an annotation for each of the worst findings, then the result. */
export function renderGithub(run: Run, { verdict }: { readonly verdict: Verdict }): string {
  const titles = new Map(run.rules.map(({ id, failure_title }) => [id, failure_title]));
  const open = openFindings(run);
  const shown = open.slice(0, MOST_SHOWN).map((one) => annotation(one, titles.get(one.rule_id) ?? one.rule_id, run));
  const more = open.length - shown.length;
  const command = verdict.exit === 0 ? "notice" : verdict.exit === 3 ? "warning" : "error";
  const rest = more > 0 ? `; and ${counted(more, "more finding")}, see the job summary` : "";
  const result = `::${command} title=demarc::${data(`${verdict.words}${rest} (exit ${verdict.exit})`)}`;
  return [...shown, result].map((line) => `${line}\n`).join("");
}

function annotation(one: Evaluation, title: string, run: Run): string {
  const values = { title: `${one.severity}: ${title}`, file: syntheticPath(one.resource), line: "1" };
  const head = Object.entries(values).map(([name, value]) => `${name}=${property(value)}`);
  const whose = ownerSentence(one, run);
  return `::${COMMANDS[one.severity]} ${head.join(",")}::${data(`${resourceLabel(one)}: ${factsSentence(one)} (${one.rule_id})${whose === "" ? "" : `; owner ${whose}`}`)}`;
}

function data(text: string): string {
  return neutralize(text).replaceAll("%", "%25");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
