import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { packRecords } from "../../../src/commands/judged/packed-records.ts";
import { openSpill } from "../../../src/commands/judged/spill.ts";
import { removeUnfinished } from "../../../src/commands/written/unfinished.ts";
import { DiagnosticError } from "../../../src/diagnostics/diagnostic.ts";
import { compareRecords, textOf } from "../../../src/report/records.ts";

const parent = mkdtempSync(join(tmpdir(), "demarc-packed-"));
afterAll(() => rmSync(parent, { recursive: true, force: true }));

const text = fc.oneof(
  fc.constantFrom("", "ü", "\u{e0001}", "\u0000", "x".repeat(400_000)),
  fc.string({ unit: "grapheme" }),
);
const record = fc.record({ rule: fc.constantFrom("0 a", "0 b", "1 a"), place: text, text });

it("gives what came in any order sorted, the first of equals first, whatever fits into memory", () => {
  fc.assert(
    fc.property(
      fc.array(record),
      fc.constantFrom("", ",\n"),
      fc.integer({ min: 1, max: 1000 }),
      (all, between, block) => {
        const spill = openSpill(parent);
        const records = packRecords(spill, block);
        for (const one of all) records.add(one, one.text);
        const expected = all.toSorted(compareRecords).map((one) => one.text);
        expect(records.count).toBe(all.length);
        expect(textOf(records.pieces(between))).toBe(expected.join(between));
        // Another format may ask for them too.
        expect(textOf(records.pieces(between))).toBe(expected.join(between));
        spill.close();
        expect(readdirSync(parent)).toEqual([]);
      },
    ),
    { numRuns: 50 },
  );
});

it("puts aside where nobody else may look, and leaves nothing, ended from inside or outside", () => {
  const spill = openSpill(parent);
  const records = packRecords(spill, 1);
  expect(readdirSync(parent)).toEqual([]);
  records.add({ rule: "0 a", place: "here" }, "a finding");
  const [folder] = readdirSync(parent).map((name) => join(parent, name)) as [string];
  expect(statSync(folder).mode & 0o077).toBe(0);
  removeUnfinished();
  expect(existsSync(folder)).toBe(false);
  spill.close();
  spill.close();
});

it("says where there was no room", () => {
  const records = packRecords(openSpill(join(parent, "missing")), 1);
  expect(() => records.add({ rule: "0 a", place: "here" }, "a finding")).toThrow(DiagnosticError);
});
