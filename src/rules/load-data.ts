import { join } from "node:path";
import { PathSyntaxError, parsePath } from "../evaluate/language/path.ts";
import type { ProviderEntry } from "../model/library.ts";
import type { Roles } from "../model/responsibility.ts";
import type { FieldLists, Table, TypeFields } from "../model/rule.ts";
import { ROLES_FILE } from "./responsibility-shape.ts";
import { FIELDS_SHAPE, PROVIDERS_SHAPE, TABLE_SHAPE } from "./rule-shape.ts";
import { checkShape } from "../source/shape.ts";
import { isYaml } from "./source-files.ts";
import type { SourceFiles } from "./source-files.ts";
import { entryOf, nodeAt } from "../source/source-node.ts";
import type { SourceNode } from "../source/source-node.ts";
import type { Reporter } from "../source/reporter.ts";
import { readSource } from "../source/yaml-source.ts";

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

/** Loads `fields/PROVIDER.json`. The lists are large, so one is read with positions only if it has a mistake. */
export async function loadFields(
  dir: string,
  listed: readonly string[],
  files: SourceFiles,
): Promise<Record<string, TypeFields>> {
  const fields: Record<string, TypeFields> = {};
  for (const path of listed.filter((file) => /^fields\/[a-z]+\.json$/.test(file))) {
    const full = join(dir, path);
    const reporter = files.reporter(full);
    const text = await files.text(full, reporter);
    const lists = text === null ? null : parseFields(text, reporter);
    const provider = path.slice("fields/".length, -".json".length);
    for (const [type, list] of Object.entries(lists ?? {})) fields[type] = { provider, ...list };
  }
  return fields;
}

function parseFields(text: string, reporter: Reporter): FieldLists | null {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    readSource(text, reporter);
    if (reporter.diagnostics.length === 0) reporter.error(null, "fields-syntax", "no JSON");
    return null;
  }
  const checked = FIELDS_SHAPE.safeParse(data);
  const wrong = checked.success ? wrongPaths(checked.data) : [];
  if (checked.success && wrong.length === 0) return checked.data;
  const node = readSource(text, reporter);
  if (node && !checked.success) checkShape(FIELDS_SHAPE, node, reporter, "fields");
  if (node)
    for (const [type, path, message] of wrong) reporter.error(keyPlace(node, type, path), "fields-bad-path", message);
  return null;
}

function wrongPaths(lists: FieldLists): [type: string, path: string, message: string][] {
  const wrong: [string, string, string][] = [];
  for (const [type, { fields }] of Object.entries(lists)) {
    for (const path of Object.keys(fields)) {
      try {
        if (parsePath(path).root !== "element") wrong.push([type, path, `a field's path begins with a key: "${path}"`]);
      } catch (error) {
        if (!(error instanceof PathSyntaxError)) throw error;
        wrong.push([type, path, `${error.message} in path "${path}"`]);
      }
    }
  }
  return wrong;
}

function keyPlace(node: SourceNode, type: string, path: string): SourceNode["place"] {
  return entryOf(nodeAt(node, [type, "fields"]), path)?.keyPlace ?? node.place;
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
