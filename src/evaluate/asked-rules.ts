import type { BlindSpot } from "../model/resource.ts";
import type { CompiledRule } from "./compiled-rule.ts";

/** A rule as one unit asks it: in place of the rule of the same id, or beside those that all are asked. */
export interface UnitRules {
  readonly unit: string;
  readonly compiled: readonly CompiledRule[];
}

/** Which rules are asked, by the unit a thing lies in. */
export interface AskedRules {
  readonly ofType: (type: string, unit: string | null) => readonly CompiledRule[];
  /**
   * Each rule once, on the first of its types that the blind spot covers. Provider `*`: what was not recognised may be
   * anybody's.
   */
  readonly blindedBy: (spot: BlindSpot, unit: string | null) => readonly CompiledRule[];
}

export function createAskedRules(everywhere: readonly CompiledRule[], units: readonly UnitRules[]): AskedRules {
  const all = { rules: everywhere, byType: groupByType(everywhere) };
  const own = new Map(
    units.map(({ unit, compiled }) => {
      const replaced = new Set(compiled.map(({ rule }) => rule.id));
      const rules = [...everywhere.filter(({ rule }) => !replaced.has(rule.id)), ...compiled];
      return [unit, { rules, byType: groupByType(rules) }] as const;
    }),
  );
  const of = (unit: string | null): typeof all => (unit === null ? all : (own.get(unit) ?? all));
  return {
    ofType: (type, unit) => of(unit).byType.get(type) ?? NONE,
    blindedBy: (spot, unit) => blinded(of(unit).rules, spot),
  };
}

const NONE: readonly CompiledRule[] = [];

function groupByType(compiled: readonly CompiledRule[]): ReadonlyMap<string, readonly CompiledRule[]> {
  const byType = new Map<string, CompiledRule[]>();
  for (const rule of compiled) {
    const same = byType.get(rule.type);
    if (same) same.push(rule);
    else byType.set(rule.type, [rule]);
  }
  return byType;
}

function blinded(compiled: readonly CompiledRule[], { provider, types }: BlindSpot): CompiledRule[] {
  const found = new Map<string, CompiledRule>();
  for (const rule of compiled) {
    if ((rule.provider !== provider && provider !== "*") || found.has(rule.rule.id)) continue;
    if (types.includes("*") || types.includes(rule.type)) found.set(rule.rule.id, rule);
  }
  return [...found.values()];
}
