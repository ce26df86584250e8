import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import type { Library } from "../../model/library.ts";
import { readHeads, readPack, readStamp } from "../../rules/pack.ts";
import type { RuleHead } from "../../rules/pack-layout.ts";
import { firstLines } from "./first-lines.ts";
import type { Io } from "../io.ts";
import type { CacheWorld } from "./rule-cache.ts";

/**
 * The shipped library, from the pack that the build made: no YAML is parsed. With `folders`, people's own rules beside
 * the shipped ones; what had no mistake is kept, and parsed again only where a file, the pack or the program changes.
 *
 * @throws {DiagnosticError} with every mistake in the folders.
 */
export async function openLibrary(world: CacheWorld, folders: readonly string[] = []): Promise<Library> {
  const pack = await readFile(packOf(world));
  const shipped = readPack(pack);
  if (folders.length === 0) return shipped;
  const { openRuleCache } = await import("./rule-cache.ts");
  const cache = await openRuleCache(folders, readStamp(pack.toString("latin1", 0, pack.indexOf("\n"))).digest, world);
  const known = await cache?.read(shipped);
  if (known) return known;
  const { loadLibrary } = await import("../../rules/load-library.ts");
  const { RESPONSIBILITY_KNOWLEDGE } = await import("./responsibility-knowledge.ts");
  const { library, diagnostics } = await loadLibrary(folders, {
    base: shipped,
    responsibility: RESPONSIBILITY_KNOWLEDGE,
  });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new DiagnosticError(errors);
  await cache?.keep(shipped, library);
  return library;
}

/**
 * What is known of every rule before it is read: of the shipped ones, and of those in `folders` as {@link openLibrary} takes them. In no
 * order.
 *
 * @throws {DiagnosticError} with every mistake in the folders.
 */
export async function openRuleHeads(world: CacheWorld, folders: readonly string[] = []): Promise<readonly RuleHead[]> {
  const [stamp = "", heads = ""] = await firstLines(packOf(world), 2);
  const { digest } = readStamp(stamp);
  const shipped = readHeads(heads);
  if (folders.length === 0) return shipped;
  const { openRuleCache } = await import("./rule-cache.ts");
  const own = await (await openRuleCache(folders, digest, world))?.heads();
  return own ? [...shipped, ...own] : (await openLibrary(world, folders)).rules;
}

function packOf({ share }: Pick<Io, "share">): string {
  return join(share, "rules.pack");
}

/** The shipped rules as people wrote them, with their examples. */
export function rulesFolder({ share }: Pick<Io, "share">): string {
  return join(share, "..", "rules");
}
