import { describe, expect, it } from "vitest";
import { openOutput } from "../../src/cli/terminal.ts";
import { fakeStream } from "./fake-stream.ts";

describe("whether only ASCII can be shown", () => {
  it.each([
    [{ LANG: "en_US.UTF-8" }, "linux", false],
    [{ LANG: "C.utf8" }, "linux", false],
    [{ LANG: "en_US.UTF-8", LC_ALL: "C" }, "linux", true],
    [{ LANG: "C", LC_CTYPE: "UTF-8" }, "darwin", false],
    [{}, "linux", true],
    [{ LANG: "en_US.UTF-8", TERM: "linux" }, "linux", true],
    [{ WT_SESSION: "1" }, "win32", false],
    [{ LANG: "en_US.UTF-8" }, "win32", true],
  ])("%j on %s: %s", async (env, platform, ascii) => {
    const output = await openOutput(fakeStream({}), { env, platform, color: true });
    expect(output.ascii).toBe(ascii);
  });
});

describe("openOutput", () => {
  const facts = { env: { LANG: "C.UTF-8" }, platform: "linux", color: true };

  it("takes width and colour from a terminal", async () => {
    const output = await openOutput(fakeStream({ isTTY: true, columns: 120 }), facts);
    expect(output.columns).toBe(120);
    expect(output.style.red("x")).toBe("\u001b[31mx\u001b[39m");
  });

  it("is 80 columns wide and plain where the stream is no terminal", async () => {
    const output = await openOutput(fakeStream({ columns: 120 }), facts);
    expect(output.columns).toBe(80);
    expect(output.style.red("x")).toBe("x");
  });

  it("rejects a write to a closed stream", async () => {
    const output = await openOutput(fakeStream({ fails: "EPIPE" }), facts);
    await expect(output.write("x")).rejects.toMatchObject({ code: "EPIPE" });
  });
});
