import { suggest } from "../../diagnostics/suggest.ts";
import type { Literal, Param, Rule } from "../../model/rule.ts";
import { SEVERITIES } from "../../model/words.ts";
import type { Report } from "./report-at.ts";
import type { OwnersFile } from "./shape.ts";

const LOOSENS = "what is looser is an exemption: exemptions.yaml, with reason, approver and end date";

/** A unit may ask more than the rule does and never less. */
export function checkTightened({ units = {} }: OwnersFile, rules: readonly Rule[], error: Report): void {
  for (const [unit, { tighten = [] }] of Object.entries(units)) {
    for (const [at, { rule: id, severity, params = {} }] of tighten.entries()) {
      const path = ["units", unit, "tighten", at];
      const rule = rules.find((one) => one.id === id || one.aliases.includes(id));
      if (!rule) {
        const near = suggest(
          id,
          rules.map((one) => one.id),
        );
        error([...path, "rule"], "unknown-rule", `no rule "${id}"`, near && `did you mean "${near}"?`);
        continue;
      }
      if (severity !== undefined && SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(rule.severity))
        error([...path, "severity"], "loosens", `${severity} is not above the rule's ${rule.severity}`, LOOSENS);
      for (const [name, value] of Object.entries(params)) {
        const param = rule.params && Object.hasOwn(rule.params, name) ? rule.params[name] : undefined;
        const mistake = param ? notStricter(param, value) : `the rule has no parameter "${name}"`;
        if (mistake !== null) error([...path, "params", name], "loosens", mistake, param && LOOSENS);
      }
    }
  }
}

function notStricter(param: Param, value: Literal | readonly Literal[]): string | null {
  const { stricter, default: own, min, max } = param;
  if (stricter === undefined) return "the rule does not say which way is stricter, so nothing can be told of this";
  if (typeof value !== "number" || typeof own !== "number") return `a number is expected here`;
  if ((min !== undefined && value < min) || (max !== undefined && value > max))
    return `${value} is out of the range of the rule: ${min ?? "any"} to ${max ?? "any"}`;
  const tighter = stricter === "higher" ? value > own : value < own;
  return tighter ? null : `${value} is not stricter than the rule's ${own}: ${stricter} is`;
}
