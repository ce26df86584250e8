import { resolve } from "node:path";
import { divideSnapshot } from "../../inventory/divide-snapshot.ts";
import type { FilePart } from "../../inventory/file-part.ts";
import type { ScanArguments } from "../arguments/arguments.ts";
import type { Io } from "../io.ts";
import { cloudIn } from "../sources/open-sources.ts";
import type { Retention } from "../judged/retention.ts";

/**
 * Divides the input into parts, one for each thread. Undefined if one thread must judge everything: because the input is
 * not a single plain snapshot, or because everything that is found must be kept in one place.
 */
export async function divide(
  { sources, workers = 1 }: Pick<ScanArguments, "sources" | "workers">,
  { parts }: Pick<Retention, "parts">,
  { cwd }: Pick<Io, "cwd">,
): Promise<readonly FilePart[] | undefined> {
  const [source, ...others] = sources;
  if (!parts || others.length > 0 || source === undefined || source === "-" || cloudIn(sources)) return undefined;
  // If it cannot be opened, reading it reports that.
  return divideSnapshot(resolve(cwd, source), workers).catch(() => undefined);
}
