import { describe, expect, it } from "vitest";
import { merge } from "../../src/collect/merge.ts";

async function* numbers(from: number, to: number, log?: string[]): AsyncGenerator<number> {
  log?.push(`begin ${from}`);
  try {
    for (let n = from; n < to; n++) {
      await Promise.resolve();
      yield n;
    }
  } finally {
    log?.push(`end ${from}`);
  }
}

async function all<Value>(source: AsyncIterable<Value>): Promise<Value[]> {
  const values: Value[] = [];
  for await (const value of source) values.push(value);
  return values;
}

describe("merging sources", () => {
  it.each([1, 2, 3, 10])("gives everything once, %s at a time", async (width) => {
    const merged = await all(merge([numbers(0, 5), numbers(5, 6), numbers(6, 6), numbers(6, 20)], width));
    expect(merged.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n));
  });

  it("begins no source before there is room for it", async () => {
    const log: string[] = [];
    await all(merge([numbers(0, 3, log), numbers(10, 13, log), numbers(20, 23, log)], 1));
    expect(log).toEqual(["begin 0", "end 0", "begin 10", "end 10", "begin 20", "end 20"]);
  });

  it("throws what a source throws, and closes the others", async () => {
    const log: string[] = [];
    async function* broken(): AsyncGenerator<number> {
      yield 0;
      throw new Error("broken");
    }
    await expect(all(merge([numbers(0, 1000, log), broken()], 2))).rejects.toThrow("broken");
    await new Promise((resolve) => setImmediate(resolve));
    expect(log).toEqual(["begin 0", "end 0"]);
  });

  it("closes its sources when nobody wants more", async () => {
    const log: string[] = [];
    for await (const value of merge([numbers(0, 1000, log)], 2)) if (value === 3) break;
    await new Promise((resolve) => setImmediate(resolve));
    expect(log).toEqual(["begin 0", "end 0"]);
  });
});
