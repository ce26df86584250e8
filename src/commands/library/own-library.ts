import { createHash } from "node:crypto";
import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import type { Library } from "../../model/library.ts";
import type { Rule } from "../../model/rule.ts";
import { type FolderBytes, readFolders } from "../../rules/folder-bytes.ts";
import { lazily } from "../../rules/lazily.ts";
import { listedOf } from "../../rules/pack-layout.ts";
import { tellDigest, toldDigest } from "../../rules/told-digests.ts";
import { isPrivate, type KeptRules, readKept, type RuleCache, type Stamp } from "./rule-cache.ts";

/** The cached part of a library, as JSON. */
interface Kept {
  readonly rules: readonly Rule[];
  /** Other parts of the library that the folders change. */
  readonly parts: Partial<Library>;
}

/** The most sets of folders that are cached, for people who work on several in turn. */
const MOST_KEPT = 20;

/**
 * Returns the shipped library with custom folders added, from the cache or read anew and cached. Folders with mistakes are
 * never cached, nor are folders that hold anything but plain files.
 *
 * @throws {DiagnosticError} with every mistake in the folders.
 */
export async function openOwnLibrary(
  shipped: Library,
  folders: readonly string[],
  cache: RuleCache | undefined,
): Promise<Library> {
  const kept = cache && readKept(cache);
  const known = kept && libraryOf(kept, shipped);
  if (known) return known;
  const found = cache && readFolders(cache.folders);
  const library = await loadOwnLibrary(shipped, folders);
  if (found) await keep(cache, found, addedTo(shipped, library));
  return library;
}

async function loadOwnLibrary(shipped: Library, folders: readonly string[]): Promise<Library> {
  const { loadLibrary } = await import("../../rules/load-library.ts");
  const { RESPONSIBILITY_KNOWLEDGE: responsibility } = await import("./responsibility-knowledge.ts");
  const { library, diagnostics } = await loadLibrary(folders, { base: shipped, responsibility });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new DiagnosticError(errors);
  return library;
}

/** Reads the library from the cache; null if it is not what was written. */
function libraryOf({ stamp, library: text }: KeptRules, shipped: Library): Library | null {
  return stamp.library === sha256(text) ? joined(shipped, JSON.parse(text.toString()) as Kept) : null;
}

/** Writes to the cache. Never fails: what cannot be cached is read again next time. */
async function keep(
  { place, file, program, userId }: RuleCache,
  { listing, bytes }: FolderBytes,
  added: Kept,
): Promise<void> {
  try {
    const { makeFolder } = await import("../../inventory/make-folder.ts");
    await makeFolder(place);
    if (!isPrivate(place, userId)) return;
    const { writeWhole } = await import("../written/write-whole.ts");
    const library = JSON.stringify(added);
    const stamp: Stamp = { program, listing, library: sha256(library) };
    const list = JSON.stringify(added.rules.map(listedOf));
    await writeWhole(file, [`${JSON.stringify(stamp)}\n${list}\n${list}\n`, ...bytes, library]);
    await forgetOldest(place);
  } catch {
    // The next start reads the rules again.
  }
}

function addedTo(shipped: Library, library: Library): Kept {
  const known = new Set(shipped.rules);
  const changed = Object.entries(library).filter(
    ([name, part]) => name !== "rules" && JSON.stringify(part) !== JSON.stringify(shipped[name as keyof Library]),
  );
  return { rules: library.rules.filter((rule) => !known.has(rule)), parts: Object.fromEntries(changed) };
}

function joined(shipped: Library, { rules: own, parts }: Kept): Library {
  const rules = [...shipped.rules, ...own].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const library = lazily<Library>(Object.keys(shipped), { ...parts, rules }, (name) => ({
    [name]: shipped[name as keyof Library],
  }));
  const told = Object.keys(parts).length === 0 ? toldDigest(shipped) : undefined;
  if (told !== undefined) tellDigest(library, () => told);
  return library;
}

async function forgetOldest(place: string): Promise<void> {
  const files = (await readdir(place)).filter((name) => name.endsWith(".json")).map((name) => join(place, name));
  const dated = await Promise.all(files.map(async (file) => ({ file, at: (await stat(file)).mtimeMs })));
  const old = dated.toSorted((a, b) => b.at - a.at).slice(MOST_KEPT);
  await Promise.all(old.map(({ file }) => rm(file, { force: true })));
}

function sha256(text: string | Buffer): string {
  return createHash("sha256").update(text).digest("hex");
}
