import { join } from "node:path";
import type { ProviderEntry } from "../model/library.ts";
import type { Roles } from "../model/responsibility.ts";
import type { Table } from "../model/rule.ts";
import { ROLES_FILE } from "./responsibility-shape.ts";
import { PROVIDERS_SHAPE, TABLE_SHAPE } from "./rule-shape.ts";
import { checkShape } from "../source/shape.ts";
import { isYaml } from "./source-files.ts";
import type { SourceFiles } from "./source-files.ts";
import { nodeAt } from "../source/source-node.ts";

/** Loads `providers.yaml`; empty if there is none. */
export async function loadProviders(
  dir: string,
  listed: readonly string[],
  files: SourceFiles,
): Promise<Record<string, ProviderEntry>> {
  if (!listed.includes("providers.yaml")) return {};
  const { node, reporter } = await files.yaml(join(dir, "providers.yaml"));
  const providers = node && checkShape(PROVIDERS_SHAPE, node, reporter, "providers");
  if (!providers) return {};
  for (const [name, entry] of Object.entries(providers)) {
    for (const key of ["id_scope", "type_service"] as const) {
      const mistake = entry[key] === undefined ? null : patternMistake(entry[key]);
      if (mistake === null) continue;
      const { place } = nodeAt(node, [name, key])!;
      reporter.error(place, "providers-bad-value", `not a regular expression: ${mistake}`);
    }
  }
  return providers;
}

function patternMistake(pattern: string): string | null {
  try {
    return RegExp(pattern, "u") && null;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Loads `tables/NAME.yaml`, by name. */
export async function loadTables(
  dir: string,
  listed: readonly string[],
  files: SourceFiles,
): Promise<Record<string, Table>> {
  const tables: Record<string, Table> = {};
  for (const path of listed.filter((file) => file.startsWith("tables/") && isYaml(file))) {
    const { node, reporter } = await files.yaml(join(dir, path));
    const table = node && checkShape(TABLE_SHAPE, node, reporter, "table");
    const name = path.slice("tables/".length).replace(/\.ya?ml$/, "");
    if (table) tables[name] = { name, ...table };
  }
  return tables;
}

/** Loads `responsibility/roles.yaml`; null if there is none. */
export async function loadRoles(dir: string, listed: readonly string[], files: SourceFiles): Promise<Roles | null> {
  if (!listed.includes(ROLES_PATH)) return null;
  const { node, reporter } = await files.yaml(join(dir, ROLES_PATH));
  const roles = node && checkShape<Roles>(ROLES_FILE, node, reporter, "roles");
  if (!roles) return null;
  const owners = new Map<string, string>();
  for (const [role, { owns_layers: layers }] of Object.entries(roles.customer_roles)) {
    for (const [at, layer] of layers.entries()) {
      const other = owners.get(layer);
      const { place } = nodeAt(node, ["customer_roles", role, "owns_layers", at])!;
      if (other !== undefined) reporter.error(place, "roles-layer-twice", `"${layer}" is owned by ${other} already`);
      owners.set(layer, role);
    }
  }
  return roles;
}

const ROLES_PATH = "responsibility/roles.yaml";
