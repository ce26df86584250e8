import { resolve } from "node:path";
import type { Piece } from "../../report/records.ts";
import type { Io } from "../io.ts";
import { LARGEST_RUN, SMALLER_RUNS } from "../judged/largest-run.ts";
import { log } from "../log.ts";
import { writeWhole } from "./write-whole.ts";

/** Writes a run completely or not at all, and warns if it is larger than `largest` bytes, which demarc could not read again. */
export async function saveRun(
  file: string,
  pieces: Iterable<Piece>,
  io: Pick<Io, "cwd" | "logLevel" | "stderr">,
  largest = LARGEST_RUN,
): Promise<void> {
  let length = 0;
  const counted = function* (): Generator<Piece, void> {
    for (const piece of pieces) {
      length += typeof piece === "string" ? Buffer.byteLength(piece) : piece.length;
      yield piece;
    }
  };
  await writeWhole(resolve(io.cwd, file), counted());
  if (length <= largest) return;
  const found = `${file} has ${length} bytes unpacked, more than the ${largest} that demarc reads again`;
  await log(io, "warning", `${found}: ${SMALLER_RUNS}`);
}
