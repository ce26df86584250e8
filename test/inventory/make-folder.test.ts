import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeFolder } from "../../src/inventory/make-folder.ts";

describe("a folder to write to", () => {
  let root: string;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), "folder-"));
  });
  afterAll(() => rmSync(root, { recursive: true }));

  it("is made with those above it, for its owner alone", async () => {
    await makeFolder(join(root, "a/b/c"));
    for (const one of ["a", "a/b", "a/b/c"]) expect(statSync(join(root, one)).mode & 0o777).toBe(0o700);
  });

  it("stays as it is where it is there", async () => {
    mkdirSync(join(root, "open"), { mode: 0o755 });
    writeFileSync(join(root, "open/kept"), "");
    await makeFolder(join(root, "open"));
    expect(existsSync(join(root, "open/kept"))).toBe(true);
  });

  it("is refused below a file", async () => {
    writeFileSync(join(root, "file"), "");
    await expect(makeFolder(join(root, "file/a/b"))).rejects.toMatchObject({ code: "ENOTDIR" });
  });

  it.runIf(existsSync("/proc/self"))("is refused where no folder can be made, and not tried for ever", async () => {
    await expect(makeFolder("/proc/nowhere/a/b")).rejects.toMatchObject({ code: "ENOENT" });
  });
});
