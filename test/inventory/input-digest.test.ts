import fc from "fast-check";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { createInputDigest } from "../../src/inventory/input-digest.ts";
import { readBatches } from "../../src/inventory/read-source.ts";
import type { SnapshotEntry } from "../../src/model/resource.ts";

const ESTATE = join(import.meta.dirname, "../../fixtures/estate");

function digestOf(entries: readonly SnapshotEntry[]): string {
  const digest = createInputDigest();
  for (const entry of entries) digest.see(entry);
  return digest.finish();
}

/** Every place in a value at which a value or a key can be changed. */
function places(value: unknown, at: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [at];
  return [...(at.length > 0 ? [at] : []), ...Object.entries(value).flatMap(([key, one]) => places(one, [...at, key]))];
}

type Change = "value" | "key" | "gone";

function changed(value: unknown, [key, ...rest]: readonly string[], change: Change): unknown {
  const entries = Object.entries(value as object).flatMap(([name, one]): [string, unknown][] => {
    if (name !== key) return [[name, one]];
    if (rest.length > 0) return [[name, changed(one, rest, change)]];
    if (change === "gone") return [];
    return change === "key" ? [[`${name}x`, one]] : [[name, one === true ? false : [one, "x"]]];
  });
  return Array.isArray(value) && change !== "key" ? entries.map(([, one]) => one) : Object.fromEntries(entries);
}

describe("the digest of what was read", () => {
  const entries: SnapshotEntry[] = [];
  beforeAll(async () => {
    for await (const batch of readBatches([ESTATE], { cwd: ESTATE, stdin: null })) entries.push(...batch);
  });

  it("does not hang on the order, and does on how often a thing is there", () => {
    expect(digestOf(entries.toReversed())).toBe(digestOf(entries));
    expect(digestOf([...entries, entries[0]!])).not.toBe(digestOf(entries));
    expect(digestOf([...entries, entries[0]!, entries[0]!])).not.toBe(digestOf(entries));
    expect(digestOf([])).toMatch(/^[\da-f]{64}$/);
  });

  it("is the same however many resources of a place are told together", () => {
    const passed = (...counts: number[]): SnapshotEntry[] =>
      counts.map((count) => ({ passed_over: { provider: "p", account: "a", region: "r", type: "T", count } }));
    expect(digestOf(passed(2, 1))).toBe(digestOf(passed(1, 1, 1)));
    expect(digestOf(passed(2))).not.toBe(digestOf(passed(3)));
  });

  it("is another after each of 10,000 random changes of a value or a key, or where one is gone", () => {
    const few = entries.filter((_, index) => index % 40 === 0);
    const before = digestOf(few);
    const all = few.flatMap((entry, index) => places(entry).map((path) => ({ index, path })));
    fc.assert(
      fc.property(
        fc.constantFrom(...all),
        fc.constantFrom<Change>("value", "key", "gone"),
        ({ index, path }, change) => {
          const after = few.with(index, changed(few[index], path, change) as SnapshotEntry);
          expect(digestOf(after)).not.toBe(before);
        },
      ),
      { numRuns: 10_000 },
    );
  });
});
