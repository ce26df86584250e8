import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readAccountFile } from "../../../src/commands/sources/account-file.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "demarc-accounts-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function read(text: string): Promise<readonly string[]> {
  writeFileSync(join(folder, "accounts.txt"), text);
  return readAccountFile("accounts.txt", folder);
}

describe("a file of accounts", () => {
  it("has one a line, with remarks and blank lines", async () => {
    expect(await read("# ours\r\n111122223333 # hub\n\n  444455556666")).toEqual(["111122223333", "444455556666"]);
  });

  it("tells of all its mistakes at once, where they are", async () => {
    await expect(read("111122223333\n  12\nproduction\n")).rejects.toMatchObject({
      diagnostics: [
        { file: "accounts.txt", line: 2, column: 3, length: 2 },
        { file: "accounts.txt", line: 3, column: 1, length: 10 },
      ],
    });
  });

  it("that names none, or is not there, is no list", async () => {
    await expect(read("# nobody\n")).rejects.toThrow("the list names no account");
    await expect(readAccountFile("nowhere.txt", folder)).rejects.toThrow("it does not exist");
  });
});
