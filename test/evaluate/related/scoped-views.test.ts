import fc from "fast-check";
import { expect, it } from "vitest";
import { viewDocument } from "../../../src/evaluate/language/document-view.ts";
import { isWithin, scopeKey, viewsWithin } from "../../../src/evaluate/related/scoped-views.ts";
import type { ScopedViews } from "../../../src/evaluate/related/scoped-views.ts";
import type { Within } from "../../../src/model/words.ts";

const place = fc.record({
  provider: fc.constantFrom("aws", "azure"),
  account: fc.constantFrom("111122223333", "444455556666"),
  region: fc.constantFrom("eu-west-1", "us-east-1"),
});

it("finds what looking at each would find, in the order it came, with few documents and with many", () => {
  fc.assert(
    fc.property(
      fc.array(place, { maxLength: 60 }),
      place,
      fc.constantFrom<Within>("region", "account", "organization"),
      fc.boolean(),
      (places, at, within, looksBetween) => {
        const views = places.map((one, i) =>
          viewDocument({ ...one, type: "AWS::S3::Bucket", id: String(i), name: String(i) }),
        );
        const scoped: ScopedViews = { all: [] };
        for (const view of views) {
          scoped.all.push(view);
          if (looksBetween) viewsWithin(scoped, at, within);
        }
        expect(viewsWithin(scoped, at, within)).toEqual(views.filter(({ document }) => isWithin(document, at, within)));
      },
    ),
  );
});

it.each<[Within, object, boolean]>([
  ["region", {}, true],
  ["region", { region: "south" }, false],
  ["region", { account: "2" }, false],
  ["account", { region: "south" }, true],
  ["account", { account: "2" }, false],
  ["organization", { account: "2", region: "south" }, true],
  ["organization", { provider: "other" }, false],
])("within one %s, %j apart: %s", (within, apart, expected) => {
  const here = { provider: "test", account: "1", region: "north" };
  expect(isWithin({ ...here, ...apart }, here, within)).toBe(expected);
});

it("has one key for what is within the same, whatever places are called", () => {
  const word = fc.constantFrom("", "a", "1/a", "a1", "/", "1", "aws");
  const anywhere = fc.record({ provider: word, account: word, region: word });
  // Often the same but for one of them.
  const change = fc.record({ provider: word, account: word, region: word }, { requiredKeys: [] });
  fc.assert(
    fc.property(
      anywhere,
      change,
      fc.constantFrom<Within>("region", "account", "organization"),
      (one, changed, within) => {
        const other = { ...one, ...changed };
        expect(scopeKey(one, within) === scopeKey(other, within)).toBe(isWithin(one, other, within));
      },
    ),
  );
});
