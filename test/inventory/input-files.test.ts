import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DiagnosticError } from "../../src/diagnostics/diagnostic.ts";
import { findInputFiles } from "../../src/inventory/input-files.ts";

let cwd = "";
beforeEach(async () => {
  cwd = await realpath(await mkdtemp(join(tmpdir(), "demarc-input-")));
});
afterEach(() => rm(cwd, { recursive: true }));

async function put(...names: readonly string[]): Promise<void> {
  for (const name of names) {
    await mkdir(join(cwd, name, ".."), { recursive: true });
    await writeFile(join(cwd, name), "[]");
  }
}

async function namesOf(...inputs: readonly string[]): Promise<string[]> {
  return (await findInputFiles(inputs, cwd)).files.map(({ name }) => name);
}

describe("findInputFiles", () => {
  it("walks folders in one order and takes data files only", async () => {
    await put(
      "in/b.json",
      "in/a/z.ndjson.gz",
      "in/a/B.jsonl",
      "in/README.md",
      "in/.git/x.json",
      "in/node_modules/x.json",
      "in/c.GZ",
      "in/d.json.zip",
      "in/e.zip",
    );
    const taken = ["in/a/B.jsonl", "in/a/z.ndjson.gz", "in/b.json", "in/c.GZ", "in/d.json.zip"];
    expect(await namesOf("in")).toEqual(taken);
    expect(await namesOf("in/")).toEqual(await namesOf("in"));
  });

  it("leaves out the journal of a snapshot, and not one that has none", async () => {
    await put("in/a.ndjson.gz", "in/a.ndjson.gz.journal/outline.json", "in/b.ndjson.journal/unit-1.ndjson");
    expect(await namesOf("in")).toEqual(["in/a.ndjson.gz", "in/b.ndjson.journal/unit-1.ndjson"]);
    expect(await namesOf("in/a.ndjson.gz.journal")).toEqual(["in/a.ndjson.gz.journal/outline.json"]);
  });

  it("takes a file named outright, whatever it is called, and each once", async () => {
    await put("notes.txt", "a.json");
    expect(await namesOf("notes.txt", "a.json", "./a.json", "-", "-", ".")).toEqual(["notes.txt", "a.json", "-"]);
  });

  it("follows links once, also where they lead back", async () => {
    await put("in/a.json");
    await symlink(join(cwd, "in"), join(cwd, "in/loop"));
    await symlink(join(cwd, "in/a.json"), join(cwd, "in/same.json"));
    await symlink(join(cwd, "gone.json"), join(cwd, "in/broken.json"));
    const { files, unreadable } = await findInputFiles(["in"], cwd);
    expect(files.map(({ name }) => name)).toEqual(["in/a.json"]);
    expect(unreadable.map(({ name }) => name)).toEqual(["in/broken.json"]);
  });

  it("tells of a pipe under the name of data, and of no other", async () => {
    await put("in/a.json");
    for (const name of ["pipe.json", "pipe"]) execFileSync("mkfifo", [join(cwd, "in", name)]);
    const { files, unreadable } = await findInputFiles(["in"], cwd);
    expect([files, unreadable].map((found) => found.map(({ name }) => name))).toEqual([
      ["in/a.json"],
      ["in/pipe.json"],
    ]);
  });

  it("expands patterns", async () => {
    await put("x/1/a.json", "x/2/b.json", "x/2/deep/c.json", "x/2/d.txt");
    expect(await namesOf("x/*/*.json")).toEqual(["x/1/a.json", "x/2/b.json"]);
    expect(await namesOf("x/**/*.json")).toEqual(["x/1/a.json", "x/2/b.json", "x/2/deep/c.json"]);
    expect(await namesOf("*/2/?.txt")).toEqual(["x/2/d.txt"]);
    expect(await namesOf(`${cwd}/x/1/*`)).toEqual([`${cwd}/x/1/a.json`]);
  });

  it("takes a file whose name looks like a pattern for itself", async () => {
    await put("a*.json", "ab.json");
    expect(await namesOf("a*.json")).toEqual(["a*.json"]);
  });

  it.each(["gone.json", "gone/*.json", "empty", "**/*.nothing"])(
    "refuses %s, which stands for nothing",
    async (input) => {
      await mkdir(join(cwd, "empty"));
      const error = await findInputFiles([input], cwd).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(DiagnosticError);
      expect((error as DiagnosticError).diagnostics).toMatchObject([{ code: "input-not-found", file: input }]);
    },
  );

  it("reads of delivered snapshots the latest of each account and region, and history before them", async () => {
    const name = (account: string, region: string, kind: string, day: number): string =>
      `d/${account}_Config_${region}_Config${kind}_202611${day}T101112Z_0f1e2d3c.json.gz`;
    const old = name("111122223333", "eu-west-1", "Snapshot", 19);
    const latest = name("111122223333", "eu-west-1", "Snapshot", 20);
    const otherRegion = name("111122223333", "us-gov-west-1", "Snapshot", 18);
    const history =
      "d/111122223333_Config_eu-west-1_ConfigHistory_AWS::EC2::VPC_20261121T000000Z_20261121T010000Z_1.json.gz";
    await put(old, latest, otherRegion, history);
    const { files, superseded } = await findInputFiles(["d"], cwd);
    expect(files.map((file) => file.name)).toEqual([history, latest, otherRegion]);
    expect(superseded.map((file) => file.name)).toEqual([old]);
  });
});
