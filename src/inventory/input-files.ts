import { readdir, realpath, stat } from "node:fs/promises";
import { isAbsolute, join, resolve } from "node:path";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { parseDeliveredName } from "./delivered-name.ts";
import { isPattern, matchesPath } from "./wildcard.ts";

/** A file to be read; stdin has no path. */
export interface InputFile {
  /** As the user knows it: relative if the input was. */
  readonly name: string;
  readonly path: string | null;
}

export interface CurrentFile extends InputFile {
  /** Whether other files may describe the same things. */
  readonly mayOverlap: boolean;
}

/**
 * Whether the path is a pipe that the shell made for this command. Any other pipe may have no writer, and a device has
 * no end.
 */
export function isHandedOver(path: string): boolean {
  return /^\/(?:dev\/stdin$|dev\/fd\/|proc\/self\/fd\/)/.test(path);
}

type FoundFile = InputFile & { readonly path: string };

export interface InputFiles {
  readonly files: readonly CurrentFile[];
  /** Delivered snapshots replaced by a later one of the same account and region; not read. */
  readonly superseded: readonly InputFile[];
  /** Folders and links that could not be followed, and pipes and the like with the name of a data file. */
  readonly unreadable: readonly InputFile[];
}

/**
 * In a folder only these are taken: what lies beside data (notes, rules, an empty check file) is not data. Files packed
 * with something other than gzip are taken too, so that they are reported as unreadable.
 */
const DATA_FILE = /\.(?:json|jsonl|ndjson)(?:\.(?:gz|zip|zst|bz2|xz|lz4|br|7z))?$|\.gz$/i;
const SKIPPED_FOLDERS = new Set(["node_modules"]);
const JOURNAL = ".journal";

/**
 * Finds the files that the inputs name, each once, in the order given and sorted within a folder: files, folders with
 * everything below them, patterns with `*`, `?` and `**`, and `-` for stdin. Delivered snapshots come last, so that
 * later states from other files are known when they are read. Throws a `DiagnosticError` for an input that matches
 * nothing. The pattern matching is our own because Node 20 has no `fs.glob`.
 */
export async function findInputFiles(inputs: readonly string[], cwd: string): Promise<InputFiles> {
  const seen = new Set<string>();
  const found: InputFile[] = [];
  const unreadable: InputFile[] = [];
  for (const input of inputs) {
    const files = input === "-" ? [{ name: "-", path: null }] : await filesOf(input, cwd, unreadable);
    for (const file of files) {
      // A file that is gone by now is reported when it is read.
      const real = file.path === null ? "-" : await realpath(file.path).catch(() => file.path!);
      if (!seen.has(real)) found.push(file);
      seen.add(real);
    }
  }
  const { current, superseded } = withoutSuperseded(found);
  return { files: snapshotsLast(withOverlaps(current)), superseded, unreadable };
}

async function filesOf(input: string, cwd: string, unreadable: InputFile[]): Promise<readonly FoundFile[]> {
  const path = resolve(cwd, input);
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory()) {
    const files = (await filesBelow({ name: input, path }, Infinity, { entered: new Set(), unreadable })).filter(
      ({ name }) => DATA_FILE.test(name),
    );
    if (files.length > 0 || unreadable.length > 0) return files;
    return refuse(input, "holds no data files", "expected files ending in .json, .jsonl, .ndjson or .gz");
  }
  if (found !== null && !found.isFile() && !isHandedOver(path))
    return refuse(input, "is not a file", "give a file, or pipe its text to stdin and give -");
  if (found !== null) return [{ name: input, path }];
  if (!isPattern(input))
    return refuse(input, "does not exist", "give a file, a folder, a pattern such as estate/**/*.json, or - for stdin");
  const files = await filesMatching(input, cwd, unreadable);
  return files.length > 0 ? files : refuse(input, "matches no file");
}

function refuse(input: string, what: string, help?: string): never {
  const message = `the input "${input}" ${what}`;
  const place = { file: input, line: 0, column: 0, length: 1 };
  throw new DiagnosticError([
    { code: "input-not-found", severity: "error", ...place, message, ...(help ? { help } : {}) },
  ]);
}

async function filesMatching(pattern: string, cwd: string, unreadable: InputFile[]): Promise<FoundFile[]> {
  const segments = pattern.split(/[\\/]/);
  const firstOpen = segments.findIndex(isPattern);
  const base = segments.slice(0, firstOpen).join("/") || (isAbsolute(pattern) ? "/" : "");
  const wanted = segments.slice(firstOpen);
  const levels = wanted.includes("**") ? Infinity : wanted.length - 1;
  const files = await filesBelow({ name: base, path: resolve(cwd, base) }, levels, { entered: new Set(), unreadable });
  return files.filter(({ name }) => {
    const below = base === "" ? name : name.slice(base.endsWith("/") ? base.length : base.length + 1);
    return matchesPath(wanted, below.split("/"));
  });
}

interface Search {
  /** Real paths of the folders walked, so that a folder reached again through a link is not entered twice. */
  readonly entered: Set<string>;
  readonly unreadable: InputFile[];
}

/** All files below a folder, sorted by code unit; names that begin with a dot are left out. */
async function filesBelow(folder: FoundFile, levels: number, search: Search): Promise<FoundFile[]> {
  const real = await realpath(folder.path).catch(() => null);
  if (real !== null && search.entered.has(real)) return [];
  if (real !== null) search.entered.add(real);
  const entries = await readdir(folder.path, { withFileTypes: true }).catch(() => null);
  if (entries === null) {
    search.unreadable.push(folder);
    return [];
  }
  const files: FoundFile[] = [];
  const names = new Set(entries.map(({ name }) => name));
  const prefix = folder.name === "" ? "" : `${folder.name.replace(/[\\/]$/, "")}/`;
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith(".")) continue;
    const child = { name: `${prefix}${entry.name}`, path: join(folder.path, entry.name) };
    const kind = entry.isSymbolicLink() ? await stat(child.path).catch(() => null) : entry;
    const isLost = kind === null || !(kind.isFile() || kind.isDirectory() || !DATA_FILE.test(entry.name));
    if (isLost) search.unreadable.push(child);
    else if (kind.isFile()) files.push(child);
    else if (kind.isDirectory() && levels > 0 && !isSkipped(entry.name, names)) {
      files.push(...(await filesBelow(child, levels - 1, search)));
    }
  }
  return files;
}

/**
 * Keeps only the latest delivered snapshot of each account and region: each is complete, so the latest alone says what
 * is there now.
 */
function withoutSuperseded(files: readonly InputFile[]): { current: InputFile[]; superseded: InputFile[] } {
  const latest = new Map<string, string>();
  for (const place of files.map(placeOf)) {
    if (place && place.at > (latest.get(place.key) ?? "")) latest.set(place.key, place.at);
  }
  const isCurrent = (file: InputFile): boolean => {
    const place = placeOf(file);
    return place === undefined || place.at === latest.get(place.key);
  };
  return { current: files.filter(isCurrent), superseded: files.filter((file) => !isCurrent(file)) };
}

/**
 * Whether it is a collection's journal beside its snapshot: it holds what the snapshot has, or a newer, incomplete
 * collection.
 */
function isSkipped(name: string, beside: ReadonlySet<string>): boolean {
  return SKIPPED_FOLDERS.has(name) || (name.endsWith(JOURNAL) && beside.has(name.slice(0, -JOURNAL.length)));
}

/** The account, region and time of a delivered snapshot; undefined for any other file. */
function placeOf({ name }: InputFile): { key: string; at: string } | undefined {
  const delivered = parseDeliveredName(name);
  if (delivered?.kind !== "snapshot" || delivered.at === undefined) return undefined;
  return { key: `${delivered.account} ${delivered.region}`, at: delivered.at };
}

/** A delivered snapshot is the only source for its account and region, unless there is a copy of it. */
function withOverlaps(files: readonly InputFile[]): CurrentFile[] {
  const copies = new Map<string, number>();
  for (const { key } of files.flatMap((file) => placeOf(file) ?? [])) copies.set(key, (copies.get(key) ?? 0) + 1);
  return files.map((file) => {
    const place = placeOf(file);
    return { ...file, mayOverlap: files.length > 1 && (place === undefined || copies.get(place.key) !== 1) };
  });
}

function snapshotsLast(files: readonly CurrentFile[]): CurrentFile[] {
  const kinds = ["history", undefined, "snapshot"];
  return kinds.flatMap((kind) => files.filter((file) => parseDeliveredName(file.name)?.kind === kind));
}
