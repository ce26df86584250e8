import { createHash } from "node:crypto";
import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
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
  for (const folder of folders) {
    const { dir, listed } = await listRuleFiles(folder);
    hash.update(JSON.stringify([folder, listed.length]));
    for (const name of listed) {
      const bytes = plainFile(join(dir, name));
      if (!bytes) return null;
      hash.update(JSON.stringify([name, bytes.length])).update(bytes);
    }
  }
  return hash.digest("hex");
}

/** One after the other in one go: hundreds of small files come several times as fast as each awaited for itself. */
function plainFile(path: string): Buffer | null {
  try {
    // A pipe is not waited for.
    const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const found = fstatSync(file);
      return found.isFile() && found.size <= LARGEST ? readFileSync(file) : null;
    } finally {
      closeSync(file);
    }
  } catch {
    return null;
  }
}
