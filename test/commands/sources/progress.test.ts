import { describe, expect, it } from "vitest";
import type { Output } from "../../../src/commands/io.ts";
import { progressOn } from "../../../src/commands/sources/progress.ts";
import { PLAIN } from "../../../src/report/style.ts";

function output(isTerminal: boolean, said: string[]): Output {
  return { write: async (text) => void said.push(text), columns: 80, isTerminal, ascii: false, style: PLAIN };
}

async function saidBy(isTerminal: boolean, wanted: boolean): Promise<string[]> {
  const said: string[] = [];
  const progress = progressOn(output(isTerminal, said), wanted);
  for (let resources = 1; resources <= 4_500; resources++) progress.update(resources);
  await progress.done();
  return said;
}

describe("progress", () => {
  it("counts on a terminal, rarely, and takes its line away", async () => {
    expect(await saidBy(true, true)).toEqual([
      "\r\u001b[K2000 resources judged",
      "\r\u001b[K4000 resources judged",
      "\r\u001b[K",
    ]);
  });

  it.each([
    [false, true],
    [true, false],
  ])("is silent: on a terminal %s, wanted %s", async (isTerminal, wanted) => {
    expect(await saidBy(isTerminal, wanted)).toEqual([]);
  });

  it("goes on where the terminal is gone", async () => {
    const gone: Output = { ...output(true, []), write: () => Promise.reject(new Error("EPIPE")) };
    const progress = progressOn(gone, true);
    for (let resources = 1; resources <= 2_000; resources++) progress.update(resources);
    await expect(progress.done()).resolves.toBeUndefined();
  });
});
