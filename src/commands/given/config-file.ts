import { createHash } from "node:crypto";
import { dirname, isAbsolute, join, normalize, relative, resolve } from "node:path";
import type { Overrides, Placed } from "../../assess/overrides/shape.ts";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { createReporter, type Reporter, sortDiagnostics } from "../../source/reporter.ts";
import { checkShape } from "../../source/shape.ts";
import { entryOf, placeAt, type SourceNode, type SourcePlace } from "../../source/source-node.ts";
import { readSource } from "../../source/yaml-source.ts";
import { CONFIG_SHAPE, type ExpectedAccounts, isPathKey, OVERRIDE_KEYS } from "./config-shape.ts";
import type { Io } from "../io.ts";
import { readWritten } from "./read-written.ts";

/** One key of `demarc.yaml`, as words that the command line could have had. */
export interface Setting {
  /** `fail_on`. */
  readonly key: string;
  /** `true` and `false` of a switch; paths are relative to where the program runs. */
  readonly values: readonly (string | boolean)[];
  readonly place: SourcePlace;
}

export interface ConfigFile {
  readonly file: string;
  readonly sha256: string;
  readonly settings: readonly Setting[];
  /** Missing: there is none. */
  readonly overrides?: Overrides;
}

/** Whom to ask, through what and as whom: said by flags and the environment alone. */
const NEVER_IN_A_FILE =
  /^(?:endpoint|authority|proxy|https?_proxy|profile|credentials?|access_key.*|secret.*|token.*|password|client_.*|tenant.*|assume_role|external_id|session_name|aggregator|cloud|env|account_file)$/;

/**
 * Reads `demarc.yaml`. `named`: the user named it; one that was only found may not write outside its own folder.
 *
 * @throws {DiagnosticError} with every mistake in it.
 */
export async function readConfig(file: string, named: boolean, io: Pick<Io, "cwd">): Promise<ConfigFile> {
  const text = await readWritten(file, "the configuration", io);
  const reporter = createReporter(file);
  const content = contentOf(text, reporter, { file, named, cwd: io.cwd });
  const diagnostics = sortDiagnostics(reporter.diagnostics);
  if (diagnostics.length > 0) throw new DiagnosticError(diagnostics);
  return { file, sha256: createHash("sha256").update(text).digest("hex"), ...content };
}

interface Found {
  readonly file: string;
  readonly named: boolean;
  readonly cwd: string;
}

function contentOf(text: string, reporter: Reporter, found: Found): Pick<ConfigFile, "settings" | "overrides"> {
  const root = readSource(text, reporter);
  if (!root) return { settings: [] };
  const forbidden = forbiddenKeys(root, reporter);
  const config = checkShape(CONFIG_SHAPE, withoutKeys(root, forbidden), reporter, "config");
  const {
    rule_overrides: rules = [],
    responsibility_overrides: responsibility = [],
    report,
    ...options
  } = config ?? {};
  const words = [
    ...Object.entries(options).map(([key, value]) => ({ key, value, place: placeAt(root, [key]) })),
    ...Object.entries(report ?? {}).map(([key, value]) => ({ key, value, place: placeAt(root, ["report", key]) })),
  ];
  const settings = words.map(({ key, value, place }) => {
    const said = [value].flat().flatMap((word) => wordsOf(word));
    const values = said.map((word) => (isPathKey(key) ? pathFrom(key, String(word), place, reporter, found) : word));
    return { key, values: key === "include" ? [values.join(",")] : values, place };
  });
  if (rules.length + responsibility.length === 0) return { settings };
  const placed = <Of>(key: string, all: readonly Of[]): Placed<Of>[] =>
    all.map((one, at) => ({ ...one, place: placeAt(root, [key, at]) }));
  const [ofRules, ofDuties] = OVERRIDE_KEYS;
  const overrides = {
    file: found.file,
    rules: placed(ofRules, rules),
    responsibility: placed(ofDuties, responsibility),
  };
  return { settings, overrides };
}

/** As the command line would say it. */
function wordsOf(value: string | number | boolean | ExpectedAccounts): (string | boolean)[] {
  if (typeof value === "boolean") return [value];
  if (typeof value !== "object") return [String(value)];
  const { provider, accounts, regions } = value;
  return accounts.flatMap((account) => {
    const place = `${provider}/${account}`;
    return regions === undefined ? [place] : regions.map((region) => `${place}:${region}`);
  });
}

function forbiddenKeys(root: SourceNode, reporter: Reporter): ReadonlySet<string> {
  const keys = root.kind === "map" ? root.entries.map(({ key }) => key) : [];
  const forbidden = keys.filter((key) => NEVER_IN_A_FILE.test(key));
  for (const key of forbidden) {
    if (reporter.isFull()) break;
    const help = "use the option or the environment: a file that is found on the way could send credentials anywhere";
    reporter.error(entryOf(root, key)!.keyPlace, "config-never-in-a-file", `"${key}" is not allowed in a file`, help);
  }
  return new Set(forbidden);
}

function withoutKeys(root: SourceNode, keys: ReadonlySet<string>): SourceNode {
  if (root.kind !== "map" || keys.size === 0) return root;
  return { ...root, entries: root.entries.filter(({ key }) => !keys.has(key)) };
}

/** Words that name a cloud, not a folder. */
const CLOUDS = ["aws", "azure", "-"];

function pathFrom(
  key: string,
  word: string,
  place: SourcePlace,
  reporter: Reporter,
  { file, named, cwd }: Found,
): string {
  const [name, ...rest] = key === "format" ? word.split("=") : ["", word];
  if (rest.length === 0 || (key === "sources" && CLOUDS.includes(word))) return word;
  const path = rest.join("=");
  const writes = key === "format" || key === "save" || key === "redact_key";
  if (writes && !named && (isAbsolute(path) || normalize(path).startsWith(".."))) {
    const help =
      "a file that is found on the way may write only below its own folder; name it with --config-from, or use the option";
    reporter.error(place, "config-writes-outside", `"${path}" is outside the folder of ${file}`, help);
  }
  const folder = dirname(resolve(cwd, file));
  const here = isAbsolute(path) ? path : relative(cwd, join(folder, path)) || ".";
  const plain = key === "sources" && CLOUDS.includes(here) ? `./${here}` : here;
  return key === "format" ? `${name}=${plain}` : plain;
}
