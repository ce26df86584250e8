import { join } from "node:path";
import type { Worker } from "node:worker_threads";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { type FilePart, NotDivisible } from "../../inventory/file-part.ts";
import type { LeftPart, PartMessage, PartTask } from "./part-task.ts";

/** Parts of a snapshot that other threads judge. */
export interface PartsApart {
  /** What this thread reads. */
  readonly own: FilePart;
  /** Has that done when it has read all resources of its part. */
  readonly onBorder: (enter: () => Promise<void>) => void;
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
  const threads = others.map((part, number) => {
    const task = taskOf(part, number + 1);
    return watch(new Worker(join(task.world.share, WORKER), { workerData: task }));
  });
  let enter = nothing;
  return {
    own: { ...first!, beyond: () => enter() },
    onBorder: (made) => void (enter = made),
    judged: () => Promise.all(threads.map(({ left }) => left)),
    resources: () => threads.reduce((sum, { resources }) => sum + resources(), 0),
    stop: async () => void (await Promise.all(threads.map(({ worker }) => worker.terminate()))),
  };
}

async function nothing(): Promise<void> {}

interface Watched {
  readonly worker: Worker;
  readonly left: Promise<LeftPart>;
  readonly resources: () => number;
}

function watch(worker: Worker): Watched {
  let resources = 0;
  const left = new Promise<LeftPart>((resolve, reject) => {
    worker.on("message", (message: PartMessage) => {
      if ("resources" in message) resources = message.resources;
      else if ("left" in message) resolve(message.left);
      else if ("notDivisible" in message) reject(new NotDivisible(message.notDivisible));
      else reject(new DiagnosticError(message.diagnostics));
    });
    worker.on("error", reject);
    // After one of the others it says nothing more.
    worker.on("exit", () => reject(new Error("a thread ended before it had judged its part of the input")));
  });
  // It may fail long before anybody asks.
  left.catch(() => {});
  return { worker, left, resources: () => resources };
}
