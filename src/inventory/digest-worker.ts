// Runs in a separate thread, started by `digest-apart.ts`.
import { createHash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import type { Part } from "./digest-apart.ts";

const CHUNK = 1 << 20;

const { path, length } = workerData as Part;
const file = openSync(path, "r");
const chunk = Buffer.allocUnsafeSlow(CHUNK);
const hash = createHash("sha256");
for (let left = length; left > 0;) {
  const size = readSync(file, chunk, 0, Math.min(CHUNK, left), null);
  if (size === 0) break;
  hash.update(chunk.subarray(0, size));
  left -= size;
}
closeSync(file);
// A thread has no origin; the rule means windows.
// oxlint-disable-next-line unicorn/require-post-message-target-origin
parentPort!.postMessage(hash.digest("hex"));
