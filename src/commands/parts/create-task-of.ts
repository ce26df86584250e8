import type { FilePart } from "../../inventory/file-part.ts";
import type { Library } from "../../model/library.ts";
import type { Rule } from "../../model/rule.ts";
import type { ScanArguments } from "../arguments/arguments.ts";
import type { Io } from "../io.ts";
import { digestOfAsked } from "./digest-of-asked.ts";
import type { PartTask } from "./part-task.ts";

interface Scanned {
  readonly args: ScanArguments;
  readonly asOf: string;
  readonly library: Library;
  readonly rules: readonly Rule[];
  /** Returns the folder where findings may be stored; undefined if none are stored. */
  readonly folder: (() => string | undefined) | undefined;
}

/** Returns a function that makes the task of the thread for each part. */
export function createTaskOf(
  { args, asOf, library, rules, folder: folderOf }: Scanned,
  { cwd, env, share, version, userId }: Io,
): (part: FilePart, number: number) => PartTask {
  return ({ from, to }, number) => {
    const folder = folderOf?.();
    return {
      args,
      asOf,
      scopeName: args.sources.join(", "),
      part: { from, to },
      isDigested: args.save !== undefined,
      ...(folder !== undefined && { shared: { folder, name: `part-${number}` } }),
      world: { cwd, env: { ...env }, share, version, ...(userId !== undefined && { userId }) },
      asked: digestOfAsked(rules, library),
    };
  };
}
