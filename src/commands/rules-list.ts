import { neutralize } from "../diagnostics/neutralize.ts";
import { SEVERITIES } from "../model/words.ts";
import { counted, SEVERITY_TONES } from "../report/text/words.ts";
import type { Rule } from "../model/rule.ts";
import type { RulesListArguments } from "./arguments.ts";
import { chooseRules } from "./choose-rules.ts";
import type { Command } from "./io.ts";
import { openLibrary } from "./library.ts";

/** Column at which the ids begin. */
const HANG = 10;

/** The rules, worst first, one a line. */
export const run: Command<RulesListArguments> = async (args, io) => {
  const { rules: known } = await openLibrary(io, args.rules);
  const rules = chooseRules(known, args, "all").toSorted(
    (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || (a.id < b.id ? -1 : 1),
  );
  if (args.format === "json") {
    await io.stdout.write(`${JSON.stringify({ rules: rules.map(facts) }, null, 2)}\n`);
    return 0;
  }
  const { ascii, style } = io.stdout;
  const lines = rules.map(({ id, severity, title, on_by_default: on }) => {
    const words = neutralize(`${title}${on === false ? " (off by default)" : ""}`, ascii);
    const margin = " ".repeat(HANG - severity.length);
    return `${style[SEVERITY_TONES[severity]](severity)}${margin}${style.bold(neutralize(id, ascii))} ${words}`;
  });
  await io.stdout.write([...lines, counted(rules.length, "rule"), ""].join("\n"));
  return 0;
};

function facts(rule: Rule): object {
  const { id, title, severity, status, on_by_default, layer, responsibility, resource, controls } = rule;
  return { id, title, severity, status, on_by_default, layer, responsibility, resource, controls };
}
