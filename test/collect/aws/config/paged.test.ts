import { describe, expect, it } from "vitest";
import { pagesOf } from "../../../../src/collect/aws/config/paged.ts";
import type { Page } from "../../../../src/collect/aws/config/paged.ts";
import type { JsonObject } from "../../../../src/inventory/json-text.ts";
import { fakeApi } from "./fake-api.ts";

/** What a listing gives where its pages are these, the token of each being the number of the next. */
async function read(pages: (JsonObject | undefined)[]): Promise<{ pages: Page[]; calls: number }> {
  const api = fakeApi((_, { NextToken = 0 }) => pages[Number(NextToken)] ?? {});
  const listing = { operation: "SelectResourceConfig", input: {}, elements: "Results", token: "NextToken" } as const;
  const found: Page[] = [];
  for await (const page of pagesOf(api, listing)) found.push(page);
  return { pages: found, calls: api.calls.length };
}

describe("a listing in pages", () => {
  it("is read to its end, empty pages in between too", async () => {
    const { pages, calls } = await read([
      { Results: [1], NextToken: "1" },
      { Results: [], NextToken: "2" },
      { Results: [2, 3] },
    ]);
    expect(pages).toEqual([{ elements: [1] }, { elements: [] }, { elements: [2, 3] }]);
    expect(calls).toBe(3);
  });

  it.each<[string, JsonObject[], string]>([
    [
      "names a page twice",
      [
        { Results: [1], NextToken: "1" },
        { Results: [2], NextToken: "1" },
      ],
      "RepeatedNextToken",
    ],
    [
      "gives a page twice",
      [
        { Results: [1], NextToken: "1" },
        { Results: [1], NextToken: "2" },
      ],
      "RepeatedPage",
    ],
    [
      "gives nothing over and over",
      Array.from({ length: 99 }, (_, n) => ({ Results: [], NextToken: `${n + 1}` })),
      "EmptyPages",
    ],
    ["has no list", [{ Results: [1], NextToken: "1" }, { Rows: [] }], "ForeignAnswer"],
  ])("that %s ends as a failure", async (_, pages, code) => {
    expect((await read(pages)).pages.at(-1)).toMatchObject({ failure: { reason: "service_error", code } });
  });

  it("asks for the next page before this one is done with", async () => {
    const api = fakeApi((_, { NextToken }) =>
      NextToken === undefined ? { Results: [1], NextToken: "1" } : { Results: [2] },
    );
    const listing = { operation: "SelectResourceConfig", input: {}, elements: "Results", token: "NextToken" } as const;
    const pages = pagesOf(api, listing);
    await pages.next();
    expect(api.calls).toHaveLength(2);
  });
});
