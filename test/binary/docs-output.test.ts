import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { demarc } from "./demarc.ts";

/**
 * Output shown in the documentation is what the program prints. A block stands behind `<!-- run: demarc ARGS -->`,
 * with `| head -N` or `| tail -N` where only a part is shown. `UPDATE_DOCS=1` writes the blocks anew. Other fences that
 * look like output belong to pages whose own tests run them.
 */

const ROOT = join(import.meta.dirname, "../..");
const PAGES = ["README.md", ...readdirSync(join(ROOT, "docs")).map((name) => `docs/${name}`)].filter((name) =>
  name.endsWith(".md"),
);
const BLOCK = /<!-- run: demarc ([^|>]*?)(?: \| (head|tail) -(\d+))? -->\n```text\n([\s\S]*?)```/g;

function output(args: string, part: string | undefined, count: string | undefined): string {
  const { stdout } = demarc(args.split(" "), { LANG: "C.UTF-8" });
  const lines = stdout.trimEnd().split("\n");
  const shown = part === "head" ? lines.slice(0, Number(count)) : part === "tail" ? lines.slice(-Number(count)) : lines;
  return `${shown.join("\n").trimEnd()}\n`;
}

describe.each(PAGES)("%s", (page) => {
  const file = join(ROOT, page);
  const text = readFileSync(file, "utf8");
  const blocks = [...text.matchAll(BLOCK)];

  it("has no block that is not recognised", () => {
    expect(text.match(/<!-- run: /g)?.length ?? 0).toBe(blocks.length);
  });

  it.each(blocks.map((block) => [block[1]!, block] as const))(
    "shows what `demarc %s` prints",
    (args, [whole, , part, count, shown]) => {
      const now = output(args, part, count);
      if (process.env["UPDATE_DOCS"]) {
        const changed = readFileSync(file, "utf8").replace(whole, () =>
          whole.replace(/```text\n[\s\S]*```$/, () => `\`\`\`text\n${now}\`\`\``),
        );
        writeFileSync(file, changed);
      } else expect(shown).toBe(now);
    },
  );
});
