import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Library } from "../../model/library.ts";
import { readList, readPack, readStamp } from "../../rules/pack.ts";
import type { ListedRule } from "../../rules/pack-layout.ts";
import { firstLines } from "./first-lines.ts";
import type { Io } from "../io.ts";
import { type CacheWorld, openRuleCache, readKept } from "./rule-cache.ts";

/**
 * Opens the shipped library from the pack that the build made, without parsing YAML. With `folders`, custom rules are added;
 * if they have no mistakes, they are cached and parsed again only if a file, the pack or the program changes.
 *
 * @throws {DiagnosticError} with every mistake in the folders.
 */
export async function openLibrary(world: CacheWorld, folders: readonly string[] = []): Promise<Library> {
  const pack = readFileSync(packOf(world));
  const shipped = readPack(pack);
  if (folders.length === 0) return shipped;
  const { openOwnLibrary } = await import("./own-library.ts");
  const { digest } = readStamp(pack.toString("latin1", 0, pack.indexOf("\n")));
  return openOwnLibrary(shipped, folders, openRuleCache(folders, digest, world));
}

/**
 * Returns every rule as lists show it: the shipped ones and those in `folders`, as {@link openLibrary} reads them. Unsorted.
 *
 * @throws {DiagnosticError} with every mistake in the folders.
 */
export async function openRuleList(world: CacheWorld, folders: readonly string[] = []): Promise<readonly ListedRule[]> {
  const [stamp = "", list = ""] = firstLines(packOf(world), 2);
  const { digest } = readStamp(stamp);
  const shipped = readList(list);
  if (folders.length === 0) return shipped;
  const cache = openRuleCache(folders, digest, world);
  const own = cache && readKept(cache);
  return own ? [...shipped, ...own.list()] : (await openLibrary(world, folders)).rules;
}

function packOf({ share }: Pick<Io, "share">): string {
  return join(share, "rules.pack");
}

/** The folder of the shipped rules in YAML, with their examples. */
export function rulesFolder({ share }: Pick<Io, "share">): string {
  return join(share, "..", "rules");
}
