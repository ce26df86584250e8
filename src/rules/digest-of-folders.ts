import { createHash } from "node:crypto";
import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { listRuleFiles } from "./list-files.ts";

/** Bytes. A file of rules that is larger is refused when it is read. */
const LARGEST = 4 * 1_048_576;

/**
 * SHA-256 of the names and the bytes of every file that would be read there; 64 hex digits. Null where something is no
 * plain file or cannot be read: whoever reads it says why.
 *
 * @throws {DiagnosticError} where there are too many files.
 */
export async function digestOfFolders(folders: readonly string[]): Promise<string | null> {
  const hash = createHash("sha256");
  const listing: unknown[] = [];
  // Hundreds of small files are hashed at once.
  const read = Buffer.allocUnsafeSlow(2 * LARGEST);
  let filled = 0;
  for (const folder of folders) {
    const { dir, listed } = await listRuleFiles(folder);
    listing.push([folder, listed.length]);
    for (const name of listed) {
      // To join them properly takes as long as to read the file.
      const length = readPlainFile(`${dir}/${name}`, read, filled);
      if (length === null) return null;
      listing.push([name, length]);
      filled += length;
      if (filled < LARGEST) continue;
      hash.update(read.subarray(0, filled));
      filled = 0;
    }
  }
  return hash.update(read.subarray(0, filled)).update(JSON.stringify(listing)).digest("hex");
}

/**
 * The bytes of a file go to `into`, from `at` on; gives their number. One after the other in one go: hundreds of small files come
 * several times as fast as each awaited for itself.
 */
function readPlainFile(path: string, into: Buffer, at: number): number | null {
  try {
    // A pipe is not waited for.
    const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const found = fstatSync(file);
      if (!found.isFile() || found.size > LARGEST) return null;
      return readSync(file, into, at, found.size, 0) === found.size ? found.size : null;
    } finally {
      closeSync(file);
    }
  } catch {
    return null;
  }
}
