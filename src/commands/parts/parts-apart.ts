import { join } from "node:path";
import type { Worker } from "node:worker_threads";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import type { LeftAccount } from "../../evaluate/parts/account-leavings.ts";
import { type FilePart, NotDivisible } from "../../inventory/file-part.ts";
import type { LeftPart, PartMessage, PartTask } from "./part-task.ts";

/** Parts of a snapshot that other threads judge. */
export interface PartsApart {
  /** What this thread reads. */
  readonly own: FilePart;
  /** Whether it has read so much that what it reads next may lie behind its part. */
  readonly isBeyond: () => boolean;
  /**
   * What accounts left of the others' parts up to that end of an account, counted from the beginning of the file, and was not
   * given before. Comes when they all have read so far. Rejects as `judged`.
   */
  readonly leftBy: (end: number) => Promise<readonly LeftAccount[]>;
  /**
   * What the others come to, in the order of their parts.
   *
   * @throws {NotDivisible} where one of them would have to know of another.
   * @throws {Error} where one of them fails or ends before its time: what it was to judge is nowhere else.
   */
  readonly judged: () => Promise<readonly LeftPart[]>;
  /** Resources that the others have judged so far. */
  readonly resources: () => number;
  /** None of them goes on. */
  readonly stop: () => Promise<void>;
}

/** Made by the build beside the program. */
const WORKER = "part-worker.js";

/** Begins with all parts but the first. `taskOf`: what the thread of a part is told. */
export async function startParts(
  [first, ...others]: readonly FilePart[],
  taskOf: (part: FilePart, number: number) => PartTask,
): Promise<PartsApart> {
  const { Worker } = await import("node:worker_threads");
  // To clear what is young each thread would call on threads of its own, which here only take the processors from each other.
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
  /** What was not given yet, of one end of an account after the other. */
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
    // After one of the others it says nothing more.
    worker.on("exit", () => reject(new Error("a thread ended before it had judged its part of the input")));
  });
  let isSettled = false;
  const onSettled = (): void => {
    isSettled = true;
    wake();
  };
  // It may fail long before anybody asks.
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
