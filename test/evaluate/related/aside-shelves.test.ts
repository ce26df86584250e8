import { describe, expect, it } from "vitest";
import { createAsideShelves, type LeftShelf } from "../../../src/evaluate/related/aside-shelves.ts";
import type { ResourceDocument } from "../../../src/model/resource.ts";

const document = (id: string, more: object = {}): ResourceDocument => ({
  provider: "aws",
  type: "AWS::EC2::SecurityGroup",
  account: "111122223333",
  region: "eu-west-1",
  id,
  name: id,
  ...more,
});
const hostile = JSON.parse('{"__proto__":{"open":true},"text":"ü\\n\\u0000"}') as object;

const SHELVES: readonly (readonly [string, LeftShelf])[] = [
  ["nothing", { documents: [], stale: new Set(), only: null }],
  ["no request", { documents: [document("a")], stale: new Set(), only: new Set() }],
  [
    "things of every kind",
    {
      documents: [
        document("b", { configuration: hostile }),
        document("a", { unread: [{ path: "tags", reason: "limit" }] }),
      ],
      stale: new Set(["eu-west-1", "*"]),
      only: new Set(["one", "another"]),
    },
  ],
];

describe("what is put aside of an account", () => {
  it.each(SHELVES)("is the same when it is opened: %s", (_, shelf) => {
    const aside = createAsideShelves((left) => left);
    expect(aside.put("1", shelf)).toBeGreaterThan(0);
    expect(aside.open("1")).toEqual(shelf);
  });

  it("is opened once while only it is asked for", () => {
    let opened = 0;
    const aside = createAsideShelves(({ documents }) => `${(opened += 1)} ${documents[0]!.id}`);
    for (const id of ["a", "b"]) aside.put(id, { documents: [document(id)], stale: new Set(), only: null });
    expect(["a", "a", "b", "b", "a"].map(aside.open)).toEqual(["1 a", "1 a", "2 b", "2 b", "3 a"]);
  });

  it("is nothing of an account of which nothing was", () => {
    expect(createAsideShelves((left) => left).open("1")).toBeUndefined();
  });
});
