import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";

/** Why the bytes of a file are no text. */
export const NO_TEXT = "it is not UTF-8 text";

/** Bytes. Four for each character that a file of people may have. */
const LARGEST = 4 * 1_048_576;

/**
 * The text of a file that people write. A checkout may hold links to anything: only a file is read, and none that is larger
 * than any such file may be. A pipe that the shell made for this command is one too. `largest` in bytes.
 *
 * @throws {Error} whose message says why, where it cannot be read or is no UTF-8.
 */
export async function readTextFile(path: string, largest: number = LARGEST): Promise<string> {
  const bytes = await readFileWithin(path, largest);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Error(NO_TEXT);
  }
}

/** The bytes of a file, under the same terms. */
export async function readFileWithin(path: string, largest: number): Promise<Buffer> {
  const found = await stat(path);
  const handedOver = found.isFIFO() && /^\/(?:dev|proc\/self)\/fd\//.test(path);
  if (!found.isFile() && !found.isDirectory() && !handedOver) throw new Error("it is not a file");
  if (found.size > largest) throw new Error(`it has ${found.size} bytes, more than ${largest}`);
  // What the system makes up while it is read has no size before, and what others write to may grow.
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of createReadStream(path, { end: largest })) {
    chunks.push(chunk as Buffer);
    length += (chunk as Buffer).length;
  }
  if (length > largest) throw new Error(`it has more than ${largest} bytes`);
  return Buffer.concat(chunks, length);
}
