// A thread of its own, started by `parts-apart.ts`.
import { parentPort, workerData } from "node:worker_threads";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { NotDivisible } from "../../inventory/file-part.ts";
import { judgePart } from "./judge-part.ts";
import type { PartMessage, PartTask } from "./part-task.ts";

const say = (message: PartMessage, moved: readonly ArrayBuffer[] = []): void =>
  parentPort!.postMessage(message, [...moved]);

try {
  const left = await judgePart(workerData as PartTask, (resources) => say({ resources }));
  say(
    { left },
    left.judged.accounts.map(({ arrivals }) => arrivals.lines.buffer as ArrayBuffer),
  );
} catch (error) {
  if (error instanceof NotDivisible) say({ notDivisible: error.message });
  else if (error instanceof DiagnosticError) say({ diagnostics: error.diagnostics });
  else throw error;
}
