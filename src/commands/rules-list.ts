import type { Rule } from "../model/rule.ts";
import { SEVERITIES } from "../model/words.ts";
import { layoutRow } from "../report/text/layout.ts";
import { SEVERITY_TONES } from "../report/text/words.ts";
import type { RulesListArguments } from "./arguments.ts";
import { chooseRules } from "./choose-rules.ts";
import type { Command } from "./io.ts";
import { openLibrary } from "./library.ts";

const HANG = 10;

/** The rules, worst first, one a line. */
export const run: Command<RulesListArguments> = async (args, io) => {
  const library = await openLibrary(io, args.rules);
  const rules = chooseRules(library.rules, args, "all").toSorted(
    (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || (a.id < b.id ? -1 : 1),
  );
  if (args.format === "json") {
    await io.stdout.write(`${JSON.stringify({ rules: rules.map(facts) }, null, 2)}\n`);
    return 0;
  }
  const page = { width: Number.POSITIVE_INFINITY, ascii: io.stdout.ascii, style: io.stdout.style };
  for (const { id, severity, title, on_by_default: on } of rules) {
    const label = { text: severity, tone: SEVERITY_TONES[severity] };
    const [line] = layoutRow(
      {
        label,
        hang: HANG,
        words: [{ text: id, tone: "bold" }, { text: `  ${title}${on === false ? " (off by default)" : ""}` }],
      },
      page,
    );
    await io.stdout.write(`${line}\n`);
  }
  await io.stdout.write(`${rules.length} rules\n`);
  return 0;
};

function facts(rule: Rule): object {
  const { id, title, severity, status, on_by_default, layer, responsibility, resource, controls } = rule;
  return { id, title, severity, status, on_by_default, layer, responsibility, resource, controls };
}
