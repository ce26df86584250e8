import type { BlindSpot, ResourceDocument } from "../model/resource.ts";
import type { FieldLists } from "../model/rule.ts";
import { type CompiledRule, once } from "./compiled-rule.ts";

/** The rules of one unit: each replaces the rule of the same id, or is asked besides those for all units. */
export interface UnitRules {
  readonly unit: string;
  readonly compiled: readonly CompiledRule[];
}

/** Which rules are asked about a thing, depending on its unit. */
export interface AskedRules {
  readonly ofDocument: (
    document: Pick<ResourceDocument, "type" | "region">,
    unit: string | null,
  ) => readonly CompiledRule[];
  /**
   * Each rule once, on the first of its types that the blind spot covers. Provider `*`: what was not recognised may
   * belong to any provider.
   */
  readonly blindedBy: (spot: BlindSpot, unit: string | null) => readonly CompiledRule[];
}

export function createAskedRules(
  everywhere: readonly CompiledRule[],
  units: readonly UnitRules[],
  fields: FieldLists,
): AskedRules {
  const groupByType = (compiled: readonly CompiledRule[]): TypesRules => typeRules(compiled, fields);
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
    ofDocument: ({ type, region }, unit) => {
      const ofType = of(unit).byType.get(type)?.();
      if (!ofType) return NONE;
      return region === "global" ? ofType.global : ofType.regional;
    },
    blindedBy: (spot, unit) => blinded(of(unit).rules, spot),
  };
}

const NONE: readonly CompiledRule[] = [];

/** The rules on a type, for its documents without and with a region. */
interface TypeRules {
  readonly global: readonly CompiledRule[];
  readonly regional: readonly CompiledRule[];
}

/** By type. The fields of a type are examined when its first document comes. */
type TypesRules = ReadonlyMap<string, () => TypeRules>;

function typeRules(compiled: readonly CompiledRule[], fields: FieldLists): TypesRules {
  const byType = new Map<string, CompiledRule[]>();
  for (const rule of compiled) {
    const same = byType.get(rule.type);
    if (same) same.push(rule);
    else byType.set(rule.type, [rule]);
  }
  return new Map(Array.from(byType, ([type, rules]) => [type, once(() => byRegion(rules, type, fields))]));
}

/** Account-wide facts come as one document for the account and, if they are regional, one for each region. */
function byRegion(rules: readonly CompiledRule[], type: string, fields: FieldLists): TypeRules {
  if (!Object.hasOwn(fields, type) || fields[type]!.scope !== "account_and_region")
    return { global: rules, regional: rules };
  return {
    global: rules.filter(({ rule }) => rule.per !== "region"),
    regional: rules.filter(({ rule }) => rule.per === "region"),
  };
}

function blinded(compiled: readonly CompiledRule[], { provider, types }: BlindSpot): CompiledRule[] {
  const found = new Map<string, CompiledRule>();
  for (const rule of compiled) {
    if ((rule.provider !== provider && provider !== "*") || found.has(rule.rule.id)) continue;
    if (types.includes("*") || types.includes(rule.type)) found.set(rule.rule.id, rule);
  }
  return [...found.values()];
}
