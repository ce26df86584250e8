import { neutralize } from "../diagnostics/neutralize.ts";
import { SEVERITIES } from "../model/words.ts";
import { counted, SEVERITY_TONES } from "../report/text/words.ts";
import type { Rule } from "../model/rule.ts";
import type { ListedRule } from "../rules/pack-layout.ts";
import type { RulesListArguments } from "./arguments/arguments.ts";
import { chooseRules } from "./library/choose-rules.ts";
import type { Command } from "./io.ts";
import { openLibrary, openRuleList } from "./library/library.ts";

/** Column at which the ids begin. */
const HANG = 10;

/** The rules, worst first, one per line. */
export const run: Command<RulesListArguments> = async (args, io) => {
  if (args.format === "json") {
    const { rules } = await openLibrary(io, args.rules);
    await io.stdout.write(`${JSON.stringify({ rules: chosen(rules, args).map(facts) }, null, 2)}\n`);
    return 0;
  }
  // By which else they are chosen, the list does not say.
  const isListEnough = [args.rule, args.layer, args.type, args.framework].every(({ length }) => length === 0);
  const known = isListEnough ? await openRuleList(io, args.rules) : (await openLibrary(io, args.rules)).rules;
  const rules = chosen(known, args);
  const { ascii, style } = io.stdout;
  const lines = rules.map(({ id, severity, title, on_by_default: on }) => {
    const words = neutralize(`${title}${on === false ? " (off by default)" : ""}`, ascii);
    const margin = " ".repeat(HANG - severity.length);
    return `${style[SEVERITY_TONES[severity]](severity)}${margin}${style.bold(neutralize(id, ascii))} ${words}`;
  });
  await io.stdout.write([...lines, counted(rules.length, "rule"), ""].join("\n"));
  return 0;
};

/** By severity, then by id. */
function chosen<R extends ListedRule>(known: readonly R[], args: RulesListArguments): R[] {
  const byId = chooseRules(known, args, "all").toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return SEVERITIES.flatMap((severity) => byId.filter((rule) => rule.severity === severity));
}

function facts(rule: Rule): object {
  const { id, title, severity, status, on_by_default, layer, responsibility, resource, controls } = rule;
  return { id, title, severity, status, on_by_default, layer, responsibility, resource, controls };
}
