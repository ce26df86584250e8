import { createHash } from "node:crypto";
import { lstat, mkdir, readdir, readFile, rm, stat } from "node:fs/promises";
import { basename, isAbsolute, join } from "node:path";
import type { Library } from "../model/library.ts";
import type { Rule } from "../model/rule.ts";
import { digestOfParts, digestOfRules } from "../rules/digests.ts";
import { digestOfFolders } from "../rules/digest-of-folders.ts";
import { lazily } from "../rules/lazily.ts";
import { tellDigest } from "../rules/told-digests.ts";
import type { Io } from "./io.ts";

/** What is needed of the world to keep rules; without a place to keep them none are kept. */
export type CacheWorld = Pick<Io, "share"> & Partial<Pick<Io, "env" | "version" | "userId">>;

/** What people's folders add to the shipped library, as it was read once. Plain data: nothing of it is ever run. */
export interface RuleCache {
  readonly read: () => Promise<Library | null>;
  /** Never fails: what cannot be kept is read again the next time. */
  readonly keep: (library: Library) => Promise<void>;
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

/** Undefined where nothing is to be kept: the user says so, there is no place for it, or the folders hold no plain files. */
export async function openRuleCache(
  folders: readonly string[],
  shipped: Library,
  { env = {}, version = "", userId }: CacheWorld,
): Promise<RuleCache | undefined> {
  const place = placeOf(env);
  const files = place && (await digestOfFolders(folders));
  if (!place || !files) return undefined;
  const key = sha256([PROGRAM, version, digestOfParts(shipped), digestOfRules(shipped.rules), files].join("\n"));
  const file = join(place, `${key}.json`);
  return {
    read: async () => {
      if (!(await isPrivate(place, userId)) || !(await isPrivate(file, userId))) return null;
      const kept = await readKept(file, key);
      return kept && joined(shipped, kept);
    },
    keep: async (library) => {
      try {
        await mkdir(place, { recursive: true, mode: 0o700 });
        if (!(await isPrivate(place, userId))) return;
        const { writeWhole } = await import("./write-whole.ts");
        const body = JSON.stringify(addedTo(shipped, library));
        await writeWhole(file, [`${JSON.stringify({ key, digest: sha256(body) })}\n`, body]);
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
async function readKept(file: string, key: string): Promise<Kept | null> {
  try {
    const text = await readFile(file, "utf8");
    const end = text.indexOf("\n");
    const head = JSON.parse(text.slice(0, end)) as { readonly key?: unknown; readonly digest?: unknown };
    const body = text.slice(end + 1);
    return head.key === key && head.digest === sha256(body) ? (JSON.parse(body) as Kept) : null;
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
