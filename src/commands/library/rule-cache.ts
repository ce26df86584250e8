import { createHash } from "node:crypto";
import { lstat, readdir, readFile, rm, stat } from "node:fs/promises";
import { basename, isAbsolute, join } from "node:path";
import { makeFolder } from "../../inventory/make-folder.ts";
import type { Library } from "../../model/library.ts";
import type { Rule } from "../../model/rule.ts";
import { digestOfParts } from "../../rules/digests.ts";
import { digestOfFolders } from "../../rules/digest-of-folders.ts";
import { lazily } from "../../rules/lazily.ts";
import { headOf, type RuleHead } from "../../rules/pack-layout.ts";
import { tellDigest } from "../../rules/told-digests.ts";
import { firstLines } from "./first-lines.ts";
import type { Io } from "../io.ts";

/** What is needed of the world to keep rules; without a place to keep them none are kept. */
export type CacheWorld = Pick<Io, "share"> & Partial<Pick<Io, "env" | "version" | "userId">>;

/** What people's folders add to the shipped library, as it was read once. Plain data: nothing of it is ever run. */
export interface RuleCache {
  /** What is known of the rules in the folders before they are read; null where nothing, or nothing whole, is kept. */
  readonly heads: () => Promise<readonly RuleHead[] | null>;
  /** The shipped library and what the folders add; null as above. */
  readonly read: (shipped: Library) => Promise<Library | null>;
  /** Never fails: what cannot be kept is read again the next time. */
  readonly keep: (shipped: Library, library: Library) => Promise<void>;
}

/** The first line of what is kept. The second are the heads of the rules, the third is the body: {@link Kept}. */
interface Stamp {
  readonly key: string;
  /** SHA-256 of the lines, 64 hex digits. */
  readonly heads: string;
  readonly body: string;
}

interface Kept {
  readonly rules: readonly Rule[];
  /** Other parts of the library, where the folders change them. */
  readonly parts: Partial<Library>;
}

/** Folders of rules that one person works on in turn. */
const MOST_KEPT = 20;
/** Bytes. */
const LARGEST = 64 * 1_048_576;
/** In a bundle the name of this file changes with all that it holds and loads: other code, other cache. */
const PROGRAM = basename(import.meta.url);

/**
 * `pack`: the digest of the shipped rules. Undefined where nothing is to be kept: the user says so, there is no place for it, or the
 * folders hold no plain files.
 */
export async function openRuleCache(
  folders: readonly string[],
  pack: string,
  { env = {}, version = "", userId }: CacheWorld,
): Promise<RuleCache | undefined> {
  const place = placeOf(env);
  const files = place && (await digestOfFolders(folders));
  if (!place || !files) return undefined;
  const key = sha256([PROGRAM, version, pack, files].join("\n"));
  const file = join(place, `${key}.json`);
  const isOurs = async (): Promise<boolean> => (await isPrivate(place, userId)) && (await isPrivate(file, userId));
  return {
    heads: async () => ((await isOurs()) ? readKeptHeads(file, key) : null),
    read: async (shipped) => {
      const kept = (await isOurs()) ? await readKept(file, key) : null;
      return kept && joined(shipped, kept);
    },
    keep: async (shipped, library) => {
      try {
        await makeFolder(place);
        if (!(await isPrivate(place, userId))) return;
        const { writeWhole } = await import("../written/write-whole.ts");
        const added = addedTo(shipped, library);
        const [heads, body] = [JSON.stringify(added.rules.map(headOf)), JSON.stringify(added)];
        const stamp: Stamp = { key, heads: sha256(heads), body: sha256(body) };
        await writeWhole(file, [`${JSON.stringify(stamp)}\n${heads}\n`, body]);
        await forgetOldest(place);
      } catch {
        // The next start reads the rules again.
      }
    },
  };
}

function placeOf(env: Io["env"]): string | undefined {
  const said = env["DEMARC_CACHE"];
  if (said === "0" || said === "false") return undefined;
  const { XDG_CACHE_HOME: xdg = "", LOCALAPPDATA: local = "", HOME: home = "" } = env;
  const folder = [xdg, local, home && join(home, ".cache")].find((one) => isAbsolute(one));
  return folder === undefined ? undefined : join(folder, "demarc", "rules");
}

/** No link, the user's own, and nobody else may write there. Windows keeps a user's folders for the user. */
async function isPrivate(path: string, userId: number | undefined): Promise<boolean> {
  const found = await lstat(path).catch(() => null);
  if (!found || found.isSymbolicLink() || found.size > LARGEST) return false;
  return userId === undefined || (found.uid === userId && (found.mode & 0o022) === 0);
}

/** Null where it is not there, or not what was written for this key. */
async function readKeptHeads(file: string, key: string): Promise<readonly RuleHead[] | null> {
  try {
    const [first = "", heads = ""] = await firstLines(file, 2);
    const stamp = JSON.parse(first) as Partial<Stamp>;
    return stamp.key === key && stamp.heads === sha256(heads) ? (JSON.parse(heads) as RuleHead[]) : null;
  } catch {
    return null;
  }
}

/** Null as above, and where only the heads are not what was written: then all is kept anew. */
async function readKept(file: string, key: string): Promise<Kept | null> {
  try {
    const [first = "", heads = "", body = "", ...more] = (await readFile(file, "utf8")).split("\n");
    const stamp = JSON.parse(first) as Partial<Stamp>;
    const isWhole = stamp.key === key && stamp.heads === sha256(heads) && stamp.body === sha256(body);
    return isWhole && more.length === 0 ? (JSON.parse(body) as Kept) : null;
  } catch {
    return null;
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
  if (Object.keys(parts).length === 0) tellDigest(library, () => digestOfParts(shipped));
  return library;
}

async function forgetOldest(place: string): Promise<void> {
  const files = (await readdir(place)).filter((name) => name.endsWith(".json")).map((name) => join(place, name));
  const dated = await Promise.all(files.map(async (file) => ({ file, at: (await stat(file)).mtimeMs })));
  const old = dated.toSorted((a, b) => b.at - a.at).slice(MOST_KEPT);
  await Promise.all(old.map(({ file }) => rm(file, { force: true })));
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
