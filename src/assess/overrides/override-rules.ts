import { suggest } from "../../diagnostics/suggest.ts";
import type { Literal, Param, Rule } from "../../model/rule.ts";
import { isAtLeast } from "../../model/words.ts";
import type { Reporter } from "../../source/reporter.ts";
import type { Placed, RuleOverride } from "./shape.ts";

export interface OverriddenRules {
  readonly rules: readonly Rule[];
  /** One for each override, with its reason: nothing is asked otherwise without a word. */
  readonly said: readonly string[];
}

/**
 * The rules as this estate asks them. Those in `named` were asked for on the command line, which comes before the file, so
 * that they are not off. Mistakes go to the reporter.
 */
export function overrideRules(
  rules: readonly Rule[],
  overrides: readonly Placed<RuleOverride>[],
  named: readonly string[],
  reporter: Reporter,
): OverriddenRules {
  const changed = new Map<Rule, Rule | null>();
  const said: string[] = [];
  for (const override of overrides) {
    const rule = ruleOf(override, rules, reporter);
    if (!rule) continue;
    if (changed.has(rule)) {
      reporter.error(override.place, "override-twice", `${rule.id} is overridden twice`, "put all of it in one entry");
      continue;
    }
    if (override.off && isNamed(rule, named)) continue;
    const { on_by_default: _, ...asked } = rule;
    const { severity = rule.severity } = override;
    const params = paramsOf(rule, override, reporter);
    changed.set(
      rule,
      override.off ? null : { ...(override.on ? asked : rule), severity, ...(params !== undefined && { params }) },
    );
    said.push(`${reporter.file}: ${rule.id} ${differences(rule, override).join(", ")}: ${override.reason}`);
  }
  return { rules: rules.flatMap((rule) => (changed.has(rule) ? (changed.get(rule) ?? []) : rule)), said };
}

function isNamed({ id, aliases }: Rule, named: readonly string[]): boolean {
  return [id, ...aliases].some((one) => named.includes(one));
}

function ruleOf({ rule: id, place }: Placed<RuleOverride>, rules: readonly Rule[], reporter: Reporter): Rule | null {
  const found = rules.find((rule) => rule.id === id || rule.aliases.includes(id));
  if (found) return found;
  const near = suggest(
    id,
    rules.map((rule) => rule.id),
  );
  reporter.error(place, "override-unknown-rule", `no rule "${id}"`, near && `did you mean "${near}"?`);
  return null;
}

function paramsOf(rule: Rule, { params, place }: Placed<RuleOverride>, reporter: Reporter): Rule["params"] {
  if (params === undefined) return rule.params;
  const known = new Map(Object.entries(rule.params ?? {}));
  for (const [name, value] of Object.entries(params)) {
    const param = known.get(name);
    const wrong = param ? mistakeIn(param, value) : `there is ${[...known.keys()].join(", ") || "none"}`;
    if (wrong !== null || !param)
      reporter.error(place, "override-bad-param", `parameter "${name}" of ${rule.id}: ${wrong}`);
    else known.set(name, { ...param, default: value });
  }
  return Object.fromEntries(known);
}

type ParamValue = Literal | readonly Literal[];

const KINDS = { number: "number", days: "number", text: "string", boolean: "boolean" } as const;

/** Null where there is none. */
function mistakeIn({ type, min, max }: Param, value: ParamValue): string | null {
  if (type === "list") return Array.isArray(value) ? null : "a list is expected";
  if (typeof value !== KINDS[type]) return `${type === "days" ? "a number of days" : `a ${type}`} is expected`;
  if (typeof value !== "number") return null;
  const isWithin = (min === undefined || value >= min) && (max === undefined || value <= max);
  return isWithin ? null : `${value} is not within ${min ?? "any"} to ${max ?? "any"}`;
}

function differences(rule: Rule, { off, on, severity, params = {} }: RuleOverride): string[] {
  return [
    ...(off ? ["is off"] : []),
    ...(on ? ["is on"] : []),
    ...(severity === undefined || severity === rule.severity
      ? []
      : [`is ${isAtLeast(severity, rule.severity) ? "raised" : "LOWERED"} from ${rule.severity} to ${severity}`]),
    ...Object.entries(params).map(([name, value]) => {
      const param = rule.params && Object.hasOwn(rule.params, name) ? rule.params[name] : undefined;
      const weaker = param && isWeaker(param, value) ? ", which is WEAKER" : "";
      return `has ${name} ${String(value)} instead of ${String(param?.default)}${weaker}`;
    }),
  ];
}

function isWeaker({ stricter, default: own }: Param, value: ParamValue): boolean {
  if (typeof value !== "number" || typeof own !== "number" || stricter === undefined) return false;
  return stricter === "higher" ? value < own : value > own;
}
