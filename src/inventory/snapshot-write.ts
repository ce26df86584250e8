import { createHash } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import { createGzip } from "node:zlib";
import type { Gzip } from "node:zlib";
import type { ResourceDocument, SnapshotEntry, SnapshotHeader } from "../model/resource.ts";
import { SNAPSHOT_FORMAT, SNAPSHOT_VERSION } from "./snapshot-format.ts";
import { syncFolder } from "./sync-folder.ts";

/** Size of text gathered before it is written. */
const BATCH = 256 * 1024;

export interface SnapshotSink {
  /**
   * Adds one entry; resolves when it is ready for more. Headers are ignored, since the snapshot has its own. Rejects if
   * the disk refuses.
   */
  readonly write: (entry: SnapshotEntry) => Promise<void>;
  /** Writes the end line and moves the file into place; before that there is no file under its name. */
  readonly close: () => Promise<void>;
  /** Leaves no trace. May be called after a failure of `write` or `close`. */
  readonly abort: () => Promise<void>;
}

/**
 * Begins a snapshot at `path`, packed with gzip if the name ends in `.gz`. `version` is demarc's own. The text is
 * written to a temporary file and moved to `path` by `close`, so that a file under that name is always complete. The
 * same entries give the same bytes. `temporary`: the path of that file, on the same disk, which must not exist yet.
 */
export async function openSnapshot(
  path: string,
  header: SnapshotHeader,
  version: string,
  temporary: string,
): Promise<SnapshotSink> {
  const handle = await open(temporary, "wx", 0o600);
  const out = path.endsWith(".gz") ? packed(handle) : plain(handle);
  const hash = createHash("sha256");
  const counts = { resources: 0, blind_spots: 0, reads: 0 };
  let batch: string[] = [];
  let batchLength = 0;

  const flush = async (): Promise<void> => {
    const bytes = Buffer.from(batch.join(""));
    batch = [];
    batchLength = 0;
    hash.update(bytes);
    await out.write(bytes);
  };
  const add = async (line: unknown): Promise<void> => {
    const text = `${JSON.stringify(line)}\n`;
    batch.push(text);
    batchLength += text.length;
    if (batchLength >= BATCH) await flush();
  };

  const { made, scope } = header;
  const tool = { name: "demarc", version };
  await add({ header: { format: SNAPSHOT_FORMAT, version: SNAPSHOT_VERSION, made, scope, tool } });

  return {
    write: async (entry) => {
      if ("header" in entry) return;
      if ("resource" in entry) {
        counts.resources += 1;
        return add({ resource: inOrder(entry.resource) });
      }
      if ("blind_spot" in entry) counts.blind_spots += 1;
      else if ("read" in entry) counts.reads += 1;
      await add(entry);
    },
    close: async () => {
      await flush();
      const end = { ...counts, digest: `sha256:${hash.digest("hex")}` };
      await out.write(Buffer.from(`${JSON.stringify({ end })}\n`));
      await out.finish();
      await handle.sync();
      await handle.close();
      await rename(temporary, path);
      await syncFolder(dirname(path));
    },
    abort: async () => {
      await handle.close().catch(() => {});
      await rm(temporary, { force: true });
    },
  };
}

/** Puts the keys first that are read without parsing the line. */
function inOrder({ type, account, region, id, name, provider, ...rest }: ResourceDocument): ResourceDocument {
  return { type, account, region, id, name, provider, ...rest };
}

interface ByteSink {
  readonly write: (bytes: Buffer) => Promise<void>;
  readonly finish: () => Promise<void>;
}

function plain(handle: FileHandle): ByteSink {
  return { write: (bytes) => handle.writeFile(bytes), finish: () => Promise.resolve() };
}

function packed(handle: FileHandle): ByteSink {
  const gzip = createGzip();
  const drained = copyTo(handle, gzip);
  // A failed write of the file shows at the next call; until then it must not count as unhandled.
  drained.catch(() => gzip.destroy());
  const orFailure = (done: Promise<void>): Promise<void> => Promise.race([done, drained.then(() => done)]);
  return {
    write: (bytes) =>
      orFailure(new Promise((resolve, reject) => gzip.write(bytes, (error) => (error ? reject(error) : resolve())))),
    finish: async () => {
      gzip.end();
      await drained;
    },
  };
}

async function copyTo(handle: FileHandle, gzip: Gzip): Promise<void> {
  for await (const chunk of gzip) await handle.writeFile(chunk as Buffer);
}
