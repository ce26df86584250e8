import fc from "fast-check";
import { expect, it } from "vitest";
import { createBudget } from "../../../src/evaluate/related/budget.ts";
import { conditionContext } from "../../../src/evaluate/language/context.ts";
import { viewDocument } from "../../../src/evaluate/language/document-view.ts";
import type { DocumentView } from "../../../src/evaluate/language/document-view.ts";
import { createKeyIndex } from "../../../src/evaluate/related/key-index.ts";
import { createPackedDocuments } from "../../../src/evaluate/related/packed-documents.ts";
import { createPackedShelf } from "../../../src/evaluate/related/packed-shelf.ts";
import { planPlace } from "../../../src/evaluate/language/plan.ts";
import { addTo, findOn, firstUnreadOn, newShelf, takeAccount } from "../../../src/evaluate/related/shelf.ts";
import type { ResourceDocument } from "../../../src/model/resource.ts";
import type { Within } from "../../../src/model/words.ts";
import { facts } from "../judged-things.ts";

const PATH = "configuration.peer";
const context = conditionContext(facts, "Test::Thing", "test");
const joined = new Map([[PATH, () => planPlace(PATH, context).plan]]);

const account = fc.constantFrom("1", "2", "3");
const region = fc.constantFrom("north", "south");
const peer = fc.constantFrom("a", "b", "__proto__", "", null, { x: 1 });
const document = fc
  .record({ account, region, peer, refused: fc.boolean() })
  .map(({ peer: its, refused, ...place }): ResourceDocument => ({
    ...place,
    id: "",
    provider: "test",
    type: "Test::Thing",
    name: "thing",
    configuration: { other: 1, ...(refused ? {} : { peer: its }) },
    ...(refused && { unread: [{ path: PATH, reason: "access_denied" }] }),
  }));
const request = fc.record({
  provider: fc.constant("test"),
  account,
  region,
  within: fc.constantFrom<Within>("region", "account", "organization"),
});
const idsOf = (views: readonly DocumentView[]): string[] => views.map((view) => view.document.id).toSorted();

it("finds what an open shelf finds, whatever part of the accounts is packed", () => {
  fc.assert(
    fc.property(
      fc.array(document, { maxLength: 40 }),
      fc.uniqueArray(account),
      fc.array(request, { minLength: 1 }),
      (made, ended, requests) => {
        const all = made.map((one, index) => viewDocument({ ...one, id: `${index}` }));
        const whole = newShelf(joined);
        const open = newShelf(joined);
        const packed = createPackedShelf(joined, createPackedDocuments(createBudget()));
        for (const view of all) for (const shelf of [whole, open]) addTo(shelf, view);
        for (const one of ended) {
          const place = { provider: "test", account: one };
          const taken = takeAccount(open, place);
          expect(
            packed.add(
              place,
              taken.map((view) => view.document),
            ),
          ).toBe(true);
        }
        for (const at of requests) {
          for (const key of ["a", "b", "__proto__", "", "c"]) {
            const found = [...packed.find(PATH, key, at), ...findOn(open, PATH, key, at)];
            expect(idsOf(found)).toEqual(idsOf(findOn(whole, PATH, key, at)));
          }
          const found = [...packed.find(null, null, at), ...findOn(open, null, null, at)];
          expect(idsOf(found)).toEqual(idsOf(findOn(whole, null, null, at)));
          const unread = packed.firstUnread(PATH, at) ?? firstUnreadOn(open, PATH, at);
          expect(unread === undefined).toBe(firstUnreadOn(whole, PATH, at) === undefined);
          expect(unread?.unread ?? null).toEqual(unread === undefined ? null : viewDocument(unread.document).unread);
        }
      },
    ),
  );
});

it("holds what has the same hash against what was asked for", () => {
  const keys = ["bucket-14754", "bucket-106500"];
  const index = createKeyIndex();
  for (const [i, key] of keys.entries()) index.add(key, i);
  expect(index.find(keys[0]!)).toEqual([0, 1]);
  const packed = createPackedShelf(joined, createPackedDocuments(createBudget()));
  const at = { provider: "test", account: "1", region: "north", within: "account" } as const;
  packed.add(
    at,
    keys.map((key) => ({ ...at, type: "Test::Thing", id: key, name: key, configuration: { peer: key } })),
  );
  for (const key of keys) expect(idsOf(packed.find(PATH, key, at))).toEqual([key]);
});

it("says what it cannot be asked for, and of whom", () => {
  const packed = createPackedShelf(joined, createPackedDocuments(createBudget()));
  const at = { provider: "test", account: "1", region: "north", within: "account" } as const;
  const one: ResourceDocument = { ...at, type: "Test::Thing", id: "a", name: "a", configuration: {} };
  expect(packed.lacks("name", { ...at, within: "organization" })).toBe(false);
  packed.add(at, [one]);
  expect(packed.lacks("name", at)).toBe(true);
  expect(packed.lacks("name", { ...at, within: "organization" })).toBe(true);
  expect(packed.lacks("name", { ...at, account: "2" })).toBe(false);
  expect(packed.lacks(PATH, at)).toBe(false);
});

it("says where something did not fit, and keeps what did", () => {
  const packed = createPackedShelf(joined, createPackedDocuments(createBudget({ entries: 1, bytes: 10_000 })));
  const at = { provider: "test", account: "1", region: "north", within: "account" } as const;
  const one: ResourceDocument = { ...at, type: "Test::Thing", id: "a", name: "a", configuration: { peer: "b" } };
  expect(packed.add(at, [one, { ...one, id: "c" }])).toBe(false);
  expect(idsOf(packed.find(PATH, "b", at))).toEqual(["a"]);
});
