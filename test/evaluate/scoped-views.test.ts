import fc from "fast-check";
import { expect, it } from "vitest";
import { viewDocument } from "../../src/evaluate/document-view.ts";
import { createScopedViews, isWithin, scopeKey } from "../../src/evaluate/scoped-views.ts";
import type { Within } from "../../src/model/words.ts";

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
        const scoped = createScopedViews();
        for (const view of views) {
          scoped.add(view);
          if (looksBetween) scoped.within(at, within);
        }
        expect(scoped.within(at, within)).toEqual(views.filter(({ document }) => isWithin(document, at, within)));
      },
    ),
  );
});

it("has one key for what is within the same, whatever places are called", () => {
  const word = fc.constantFrom("", "a", "1/a", "a1", "/", "1", "aws");
  const anywhere = fc.record({ provider: word, account: word, region: word });
  fc.assert(
    fc.property(
      anywhere,
      anywhere,
      fc.constantFrom<Within>("region", "account", "organization"),
      (one, other, within) => {
        expect(scopeKey(one, within) === scopeKey(other, within)).toBe(isWithin(one, other, within));
      },
    ),
  );
});
