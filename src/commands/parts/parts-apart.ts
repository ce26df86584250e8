import { join } from "node:path";
import type { Worker } from "node:worker_threads";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import type { LeftAccount } from "../../evaluate/parts/account-leavings.ts";
import { type FilePart, NotDivisible } from "../../inventory/file-part.ts";
import type { LeftPart, PartMessage, PartTask } from "./part-task.ts";

/** Parts of a snapshot that other threads judge. */
export interface PartsApart {
  /** The part that this thread reads. */
  readonly own: FilePart;
  /** Whether this thread has read so far that the next bytes may lie behind its part. */
  readonly isBeyond: () => boolean;
  /**
   * What accounts left in the other parts up to this end of an account (counted from the beginning of the file) and was not
   * returned before. Resolves when all threads have read that far. Rejects like `judged`.
   */
  readonly leftBy: (end: number) => Promise<readonly LeftAccount[]>;
  /**
   * The results of the other threads, in the order of their parts.
   *
   * @throws {NotDivisible} if one of them would have to know about another part.
   * @throws {Error} if one of them fails or ends too early, since nothing else judges its part.
   */
  readonly judged: () => Promise<readonly LeftPart[]>;
  /** The number of resources that the other threads have judged so far. */
  readonly resources: () => number;
  /** Stops all the threads. */
  readonly stop: () => Promise<void>;
}

/** The build puts it beside the program. */
const WORKER = "part-worker.js";

/** Starts a thread for each part but the first. `taskOf` makes the task of a part. */
export async function startParts(
  [first, ...others]: readonly FilePart[],
  taskOf: (part: FilePart, number: number) => PartTask,
): Promise<PartsApart> {
  const { Worker } = await import("node:worker_threads");
  // Collecting young garbage in parallel would only make the threads compete for the processors.
  const { setFlagsFromString } = await import("node:v8");
  setFlagsFromString("--no-parallel-scavenge");
  const threads = others.map((part, number) => {
    const task = taskOf(part, number + 1);
    return watch(new Worker(join(task.world.share, WORKER), { workerData: task }));
  });
  let isBeyond = false;
  return {
    own: { ...first!, onBeyond: () => void (isBeyond = true) },
    isBeyond: () => isBeyond,
    leftBy: async (end) => (await Promise.all(threads.map(({ leftBy }) => leftBy(end)))).flat(),
    judged: () => Promise.all(threads.map(({ left }) => left)),
    resources: () => threads.reduce((sum, { resources }) => sum + resources(), 0),
    stop: async () => void (await Promise.all(threads.map(({ worker }) => worker.terminate()))),
  };
}

interface Watched extends Pick<PartsApart, "leftBy" | "resources"> {
  readonly worker: Worker;
  readonly left: Promise<LeftPart>;
}

function ignore(): void {}

function watch(worker: Worker): Watched {
  let resources = 0;
  /** What was not returned yet, one entry for each end of an account, in order. */
  const ended: (readonly LeftAccount[])[] = [];
  let given = 0;
  let wake = ignore;
  const left = new Promise<LeftPart>((resolve, reject) => {
    worker.on("message", (message: PartMessage) => {
      if ("resources" in message) resources = message.resources;
      else if ("ended" in message) {
        ended.push(message.ended);
        wake();
      } else if ("left" in message) resolve(message.left);
      else if ("notDivisible" in message) reject(new NotDivisible(message.notDivisible));
      else reject(new DiagnosticError(message.diagnostics));
    });
    worker.on("error", reject);
    // After its last message it sends nothing more.
    worker.on("exit", () => reject(new Error("a thread ended before it had judged its part of the input")));
  });
  let isSettled = false;
  const onSettled = (): void => {
    isSettled = true;
    wake();
  };
  // It may fail long before anybody awaits it.
  left.then(onSettled, onSettled);
  const hasReadTo = (end: number): boolean => isSettled || given + ended.length >= end;
  const leftBy = async (end: number): Promise<readonly LeftAccount[]> => {
    while (!hasReadTo(end)) await new Promise<void>((resolve) => (wake = resolve));
    if (isSettled) await left;
    const taken = ended.splice(0, end - given);
    given += taken.length;
    return taken.flat();
  };
  return { worker, left, leftBy, resources: () => resources };
}
