import { expect, it } from "vitest";
import { projectionOf } from "../../../src/evaluate/related/projection.ts";
import type { ResourceDocument } from "../../../src/model/resource.ts";

const document: ResourceDocument = {
  provider: "test",
  account: "1",
  region: "north",
  type: "T",
  id: "i",
  name: "n",
  unread: [{ path: "a", reason: "throttled" }],
  tags: { team: "x", env: "y" },
  configuration: { kept: { x: 1, y: 2 }, list: [{ x: 1, y: 2 }], dropped: "big" },
  properties: { Mixed: { Case: 1 } },
  other: { a: 1 },
};

it.each<[string, string[], boolean, Record<string, unknown>]>([
  ["keeps the reached and drops the rest", ["configuration.kept.x"], false, { configuration: { kept: { x: 1 } } }],
  [
    "keeps the elements of a list whole",
    ["configuration.list[].x"],
    false,
    { configuration: { list: [{ x: 1, y: 2 }] } },
  ],
  ["keeps a map whole", ["tags{}"], false, { tags: { team: "x", env: "y" } }],
  [
    "keeps all below where the whole is asked",
    ["configuration.kept.x", "configuration.kept"],
    false,
    { configuration: { kept: { x: 1, y: 2 } } },
  ],
  [
    "in whatever order it is asked",
    ["configuration.kept", "configuration.kept.x"],
    false,
    { configuration: { kept: { x: 1, y: 2 } } },
  ],
  [
    "finds keys in any case where case does not count",
    ["properties.mixed.case"],
    true,
    { properties: { Mixed: { Case: 1 } } },
  ],
])("%s", (_, paths, fold, rest) => {
  const { provider, account, region, type, id, name, unread } = document;
  expect(projectionOf(paths, fold)(document)).toEqual({ provider, account, region, type, id, name, unread, ...rest });
});

it.each([false, true])("keeps whole what holds a key called __proto__, whether case counts or not: %s", (fold) => {
  const hostile = { ...document, configuration: JSON.parse('{"__proto__":{"x":1},"y":2}') as Record<string, unknown> };
  expect(projectionOf(["configuration.__proto__.x"], fold)(hostile).configuration).toBe(hostile.configuration);
});

it("leaves no object empty that had something: it would read as never read", () => {
  expect(projectionOf(["configuration.absent"], false)(document).configuration).toEqual({ kept: null });
});
