// The entry point of a worker thread, which `parts-apart.ts` starts.
import { parentPort, workerData } from "node:worker_threads";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import type { LeftAccount } from "../../evaluate/parts/account-leavings.ts";
import { NotDivisible } from "../../inventory/file-part.ts";
import { judgePart } from "./judge-part.ts";
import type { PartMessage, PartTask } from "./part-task.ts";

const say = (message: PartMessage, left: readonly LeftAccount[] = []): void =>
  parentPort!.postMessage(
    message,
    left.map(({ arrivals }) => arrivals.lines.buffer as ArrayBuffer),
  );

try {
  const left = await judgePart(
    workerData as PartTask,
    (resources) => say({ resources }),
    (ended) => say({ ended }, ended),
  );
  say({ left }, left.left);
} catch (error) {
  if (error instanceof NotDivisible) say({ notDivisible: error.message });
  else if (error instanceof DiagnosticError) say({ diagnostics: error.diagnostics });
  else throw error;
}
