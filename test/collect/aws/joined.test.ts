import { describe, expect, it } from "vitest";
import type { Entries } from "../../../src/collect/aws/config/reading.ts";
import { eachJoined } from "../../../src/collect/aws/joined.ts";
import { merge } from "../../../src/collect/merge.ts";

function page(type: string): Entries {
  return [{ read: { provider: "aws", account: "111122223333", region: "eu-west-1", type, call: "c", at: "t" } }];
}

function typesIn(entries: Entries): string[] {
  return entries.flatMap((entry) => ("read" in entry ? [entry.read.type] : []));
}

async function* pagesOf(...types: string[]): AsyncGenerator<Entries> {
  for (const type of types) yield page(type);
}

describe("facts that are joined to several readings", () => {
  it("of one keep no other waiting", async () => {
    let release = (): void => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const join = async (entries: Entries): Promise<Entries> => {
      if (typesIn(entries).includes("Slow")) await held;
      return entries;
    };
    const seen: string[] = [];
    for await (const entries of merge(eachJoined([pagesOf("Slow"), pagesOf("Fast1", "Fast2")], join), 2)) {
      seen.push(...typesIn(entries));
      if (seen.includes("Fast2")) release();
    }
    expect(seen).toEqual(["Fast1", "Fast2", "Slow"]);
  });
});
