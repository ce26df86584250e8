import { resolve } from "node:path";
import { divideSnapshot } from "../../inventory/divide-snapshot.ts";
import type { FilePart } from "../../inventory/file-part.ts";
import type { ScanArguments } from "../arguments/arguments.ts";
import type { Io } from "../io.ts";
import { cloudIn } from "../sources/open-sources.ts";
import type { Retention } from "../judged/retention.ts";

/**
 * The parts of the input, one a thread; undefined where one thread judges it all: of anything but one plain snapshot, and where what is
 * found must be held as a whole.
 */
export async function divide(
  { sources, workers = 1 }: Pick<ScanArguments, "sources" | "workers">,
  { parts }: Pick<Retention, "parts">,
  { cwd }: Pick<Io, "cwd">,
): Promise<readonly FilePart[] | undefined> {
  const [source, ...others] = sources;
  if (!parts || others.length > 0 || source === undefined || source === "-" || cloudIn(sources)) return undefined;
  // What cannot be opened is said when it is read.
  return divideSnapshot(resolve(cwd, source), workers).catch(() => undefined);
}
