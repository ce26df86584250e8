import { lstatSync, readFileSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { areAsBefore, lengthOf, type ListedFolder } from "../../rules/folder-bytes.ts";
import type { ListedRule } from "../../rules/pack-layout.ts";
import type { Io } from "../io.ts";

/** What caching needs from the environment. Without a place for it, nothing is cached. */
export type CacheWorld = Pick<Io, "share"> & Partial<Pick<Io, "env" | "version" | "userId">>;

/** The place where the result of reading some folders of rules is cached, and for whom. */
export interface RuleCache {
  readonly place: string;
  readonly file: string;
  /** Absolute paths. */
  readonly folders: readonly string[];
  /** The version of the program, and the digest of its own rules. */
  readonly program: string;
  readonly userId: number | undefined;
}

/**
 * The first line of a cache file. The second and third lines hold the same list of {@link ListedRule}. They are followed by
 * the bytes of the folders and then by the library.
 */
export interface Stamp {
  readonly program: string;
  readonly listing: readonly ListedFolder[];
  /** SHA-256 of the library, 64 hex digits. */
  readonly library: string;
}

/** What custom folders add to the shipped rules, read once and cached. Plain data: nothing in it is ever executed. */
export interface KeptRules {
  readonly stamp: Stamp;
  readonly list: () => readonly ListedRule[];
  /** The library as text; the digest in the stamp shows whether it is intact. */
  readonly library: Buffer;
}

/** The largest cache file, in bytes. */
const LARGEST = 64 * 1_048_576;
/** The most characters of the paths in the name of a cache file; the full paths are inside it. */
const LONGEST_NAME = 100;
const NEWLINE = 10;

/** Opens the cache. `pack`: the digest of the shipped rules and the code that checks them. Undefined if the user wants none, or if there is no place for it. */
export function openRuleCache(
  paths: readonly string[],
  pack: string,
  { env = {}, version = "", userId }: CacheWorld,
): RuleCache | undefined {
  const place = placeOf(env);
  if (place === undefined) return undefined;
  const folders = paths.map((path) => resolve(path));
  const name = folders
    .join()
    .replaceAll(/[^\w.]+/g, "-")
    .slice(-LONGEST_NAME);
  return { place, file: join(place, `${name}.json`), folders, program: `${version} ${pack}`, userId };
}

function placeOf(env: Io["env"]): string | undefined {
  const said = env["DEMARC_CACHE"];
  if (said === "0" || said === "false") return undefined;
  const { XDG_CACHE_HOME: xdg = "", LOCALAPPDATA: local = "", HOME: home = "" } = env;
  const folder = [xdg, local, home && join(home, ".cache")].find((one) => isAbsolute(one));
  return folder === undefined ? undefined : join(folder, "demarc", "rules");
}

/** Reads the cache. Null if there is none, it is damaged, or the program, its rules or any byte in the folders changed. */
export function readKept({ place, file, folders, program, userId }: RuleCache): KeptRules | null {
  try {
    if (!isPrivate(place, userId) || !isPrivate(file, userId)) return null;
    const kept = readFileSync(file);
    const list = kept.indexOf(NEWLINE) + 1;
    const again = kept.indexOf(NEWLINE, list) + 1;
    const bytes = kept.indexOf(NEWLINE, again) + 1;
    const stamp = JSON.parse(kept.toString("utf8", 0, list)) as Stamp;
    // The list is stored twice, so that damage is noticed without hashing.
    if (stamp.program !== program || !kept.subarray(list, again).equals(kept.subarray(again, bytes))) return null;
    if (!areAsBefore(folders, stamp.listing, kept.subarray(bytes))) return null;
    return {
      stamp,
      list: () => JSON.parse(kept.toString("utf8", list, again)) as ListedRule[],
      library: kept.subarray(bytes + lengthOf(stamp.listing)),
    };
  } catch {
    return null;
  }
}

/** Whether it is no link, belongs to the user, and nobody else may write to it. Windows protects a user's folders itself. */
export function isPrivate(path: string, userId: number | undefined): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found || found.isSymbolicLink() || found.size > LARGEST) return false;
  return userId === undefined || (found.uid === userId && (found.mode & 0o022) === 0);
}
