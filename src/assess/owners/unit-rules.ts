import type { Rule } from "../../model/rule.ts";
import type { OwnedUnit } from "./read-owners.ts";

/** The rules that `unit` has tightened, as it asks them. What loosens was refused when the file was read. */
export function tightenedRules({ tighten = [] }: OwnedUnit, rules: readonly Rule[]): Rule[] {
  return tighten.flatMap(({ rule: id, severity, params = {} }) => {
    const rule = rules.find((one) => one.id === id || one.aliases.includes(id));
    if (!rule) return [];
    const tighter = Object.entries(rule.params ?? {}).map(([name, param]) => {
      return [name, Object.hasOwn(params, name) ? { ...param, default: params[name]! } : param] as const;
    });
    return [
      {
        ...rule,
        ...(severity === undefined ? {} : { severity }),
        ...(tighter.length === 0 ? {} : { params: Object.fromEntries(tighter) }),
      },
    ];
  });
}
