import { lstatSync, readFileSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { areAsBefore, lengthOf, type ListedFolder } from "../../rules/folder-bytes.ts";
import type { ListedRule } from "../../rules/pack-layout.ts";
import type { Io } from "../io.ts";

/** What is needed of the world to keep rules; without a place to keep them none are kept. */
export type CacheWorld = Pick<Io, "share"> & Partial<Pick<Io, "env" | "version" | "userId">>;

/** Where what comes of some folders of rules is kept, and for whom. */
export interface RuleCache {
  readonly place: string;
  readonly file: string;
  /** Whole paths. */
  readonly folders: readonly string[];
  /** The version of the program, and the digest of its own rules. */
  readonly program: string;
  readonly userId: number | undefined;
}

/**
 * The first line of what is kept. The second and the third are one list: {@link ListedRule}. Then come the bytes of the folders, and
 * the library behind them.
 */
export interface Stamp {
  readonly program: string;
  readonly listing: readonly ListedFolder[];
  /** SHA-256 of the library, 64 hex digits. */
  readonly library: string;
}

/** What people's folders add to the shipped rules, as it was read once. Plain data: nothing of it is ever run. */
export interface KeptRules {
  readonly stamp: Stamp;
  readonly list: () => readonly ListedRule[];
  /** The library as text; whether it is what was written, the stamp says. */
  readonly library: Buffer;
}

/** Bytes. */
const LARGEST = 64 * 1_048_576;
/** Of the paths by which a file is named; which folders they are stands in it. */
const LONGEST_NAME = 100;
const NEWLINE = 10;

/** `pack`: the digest of the shipped rules and of what checks them. Undefined where nothing is to be kept: the user says so, or there is no place for it. */
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

/** Null where nothing is kept, it is damaged, or anything changed since: the program, its rules, a byte of the folders. */
export function readKept({ place, file, folders, program, userId }: RuleCache): KeptRules | null {
  try {
    if (!isPrivate(place, userId) || !isPrivate(file, userId)) return null;
    const kept = readFileSync(file);
    const list = kept.indexOf(NEWLINE) + 1;
    const again = kept.indexOf(NEWLINE, list) + 1;
    const bytes = kept.indexOf(NEWLINE, again) + 1;
    const stamp = JSON.parse(kept.toString("utf8", 0, list)) as Stamp;
    // Two of the same, so that damage is seen without anything that hashes.
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

/** No link, the user's own, and nobody else may write there. Windows keeps a user's folders for the user. */
export function isPrivate(path: string, userId: number | undefined): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found || found.isSymbolicLink() || found.size > LARGEST) return false;
  return userId === undefined || (found.uid === userId && (found.mode & 0o022) === 0);
}
