import { describe, expect, it } from "vitest";
import { execute } from "../../src/cli/execute.ts";

describe("a program that is run", () => {
  it.each<[string, string, string, number?]>([
    ["is heard on stderr", "console.error('said'); console.log('not this')", "said\n"],
    ["has nothing to say", "", ""],
    [
      "and takes too long is ended, and that is said instead",
      "console.error('on'); setInterval(() => {}, 1000)",
      "it was not done after 0.5 s",
      500,
    ],
  ])("%s", async (_, program, said, wait) => {
    expect(await execute(process.execPath, ["-e", program], wait)).toBe(said);
  });

  it("and cannot be is told so", async () => {
    expect(await execute("/nowhere/chromium", [])).toContain("ENOENT");
  });
});
