import { readFile, stat } from "node:fs/promises";

/** Bytes. Four for each character that a file of people may have. */
const LARGEST = 4 * 1_048_576;

/**
 * The text of a file that people write. A checkout may hold links to anything: only a file is read, and none that is larger
 * than any such file may be. A pipe that the shell made for this command is one too.
 *
 * @throws {Error} whose message says why, where it cannot be read or is no UTF-8.
 */
export async function readTextFile(path: string): Promise<string> {
  const found = await stat(path);
  const handedOver = found.isFIFO() && /^\/(?:dev|proc\/self)\/fd\//.test(path);
  if (!found.isFile() && !found.isDirectory() && !handedOver) throw new Error("it is no file");
  if (found.size > LARGEST) throw new Error(`it has ${found.size} bytes, more than ${LARGEST}`);
  const bytes = await readFile(path);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Error("it is no UTF-8 text");
  }
}
