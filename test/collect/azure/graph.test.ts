import { describe, expect, it } from "vitest";
import type { Answer, ArmApi } from "../../../src/collect/azure/api.ts";
import { graphPages, graphQuery, isListed } from "../../../src/collect/azure/graph.ts";
import type { Page } from "../../../src/collect/azure/pages.ts";

/** The pages that come of these answers, and what was asked. */
async function pagesOf(...answers: readonly object[]): Promise<{ pages: Page[]; asked: unknown[] }> {
  const asked: unknown[] = [];
  const api: ArmApi = {
    get: async () => ({ value: {} }),
    query: async (body): Promise<Answer> => {
      asked.push(body["options"]);
      return { value: answers[asked.length - 1] as Record<string, unknown> };
    },
    isForeign: () => false,
  };
  const pages: Page[] = [];
  for await (const page of graphPages(api, ["one"], "resources")) pages.push(page);
  return { pages, asked };
}

const ROWS = [{ id: "a" }, { id: "b" }];

describe("the rows of a query", () => {
  it("come a thousand a page, until no further page is named", async () => {
    const { pages, asked } = await pagesOf(
      { totalRecords: 4, data: ROWS, $skipToken: "more" },
      { totalRecords: 4, data: ROWS, resultTruncated: "false" },
    );
    expect(pages).toEqual([{ elements: ROWS }, { elements: ROWS }]);
    expect(asked).toEqual([
      { resultFormat: "objectArray", $top: 1000 },
      { resultFormat: "objectArray", $top: 1000, $skipToken: "more" },
    ]);
  });

  it.each<[string, object, string]>([
    ["it holds fewer than it says there are", { totalRecords: 3, data: ROWS }, "the answer holds 2 of 3 rows"],
    ["it says that it was cut", { data: ROWS, resultTruncated: "true" }, "the answer holds 2 of more rows"],
    ["the same as a boolean", { data: ROWS, resultTruncated: true }, "the answer holds 2 of more rows"],
    ["the next page is named by no text", { data: ROWS, $skipToken: 7 }, "the next page is named by no text"],
    ["it is a table", { data: { columns: [], rows: [] } }, 'the answer has no list "data"'],
  ])("are not all there where %s", async (_, answer, message) => {
    const { pages } = await pagesOf(answer);
    expect(pages.at(-1)).toMatchObject({ failure: { message: expect.stringContaining(message) as string } });
  });
});

describe("a query", () => {
  it("asks for types, groups and an order that pages can follow", () => {
    expect(graphQuery("resources", ["a/b", "c/d"], [])).toBe(
      "resources | where type in~ ('a/b', 'c/d') | order by id asc",
    );
    expect(graphQuery("resources", ["a/b"], ["rg"])).toBe(
      "resources | where type in~ ('a/b') | where resourceGroup in~ ('rg') | order by id asc",
    );
  });

  it("takes no word for more than a word", () => {
    expect(graphQuery("resources", ["a') | project x //", "b\\"], [])).toBe(
      "resources | where type in~ ('a\\') | project x //', 'b\\\\') | order by id asc",
    );
  });

  it("is known not to show most types that are below another", () => {
    const types = ["microsoft.sql/servers", "microsoft.sql/servers/databases", "microsoft.sql/servers/firewallrules"];
    expect(types.map(isListed)).toEqual([true, true, false]);
  });
});
