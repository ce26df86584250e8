import { expect } from "vitest";
import { evaluate } from "../../src/api/index.ts";
import { readSource } from "../../src/inventory/read-source.ts";
import type { SnapshotEntry } from "../../src/model/resource.ts";
import { library } from "../shipped.ts";

async function read(bytes: Uint8Array): Promise<SnapshotEntry[]> {
  const entries: SnapshotEntry[] = [];
  const stdin = (async function* () {
    // Borders of chunks fall anywhere.
    const middle = bytes.length >> 1;
    yield bytes.subarray(0, middle);
    yield bytes.subarray(middle);
  })();
  for await (const entry of readSource(["-"], { cwd: "/", stdin })) entries.push(entry);
  return entries;
}

/** Reads and judges; what comes of it adds up. */
export async function judge(bytes: Uint8Array): Promise<void> {
  const entries = await read(bytes);
  const types = new Set(entries.flatMap((entry) => ("resource" in entry ? [entry.resource.type] : [])));
  const rules = library.rules.filter(({ resource }) => resource.some((type) => types.has(type)));
  const { summary } = await evaluate({ library, rules, snapshot: entries, asOf: "2026-11-20T12:00:00Z" });
  const { pass, fail, not_applicable, inherited, manual, unknown, pairs } = summary;
  expect(pass + fail + not_applicable + inherited + manual + unknown).toBe(pairs);
}
