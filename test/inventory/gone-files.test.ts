import { mkdtempSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { newTally } from "../../src/inventory/intake.ts";
import { readBatches } from "../../src/inventory/read-source.ts";
import type { BlindSpot } from "../../src/model/resource.ts";
import { item } from "./entries-of.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "demarc-gone-"));
  for (const name of ["a.json", "b.json"]) writeFileSync(join(folder, name), JSON.stringify(item()));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What was not read; `between` happens once the first file has been. */
async function spotsOf(between: () => void): Promise<readonly BlindSpot[]> {
  const spots: BlindSpot[] = [];
  let first = true;
  for await (const batch of readBatches(["."], { cwd: folder, stdin: null, tally: newTally() })) {
    spots.push(...batch.flatMap((entry) => ("blind_spot" in entry ? [entry.blind_spot] : [])));
    if (first) between();
    first = false;
  }
  return spots;
}

it("says of a file that went away between the listing and the reading what happened to it", async () => {
  const [spot] = await spotsOf(() => unlinkSync(join(folder, "b.json")));
  expect(spot).toMatchObject({
    reason: "truncated",
    code: "ENOENT",
    file: "./b.json",
    message: "the file was gone before it was read",
    help: "scan again when nothing is moving the files",
  });
});

it("says of a link to nowhere what to do, which is nothing in a cloud", async () => {
  symlinkSync(join(folder, "nowhere"), join(folder, "c"));
  const [spot] = await spotsOf(() => {});
  expect(spot).toMatchObject({ reason: "access_denied", help: "let this user read it, or give what it leads to" });
});
