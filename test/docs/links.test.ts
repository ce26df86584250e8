import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, it } from "vitest";

/** Links from one page of the project to another: the file is there, and the heading too. */

const ROOT = join(import.meta.dirname, "../..");
const FOLDERS = ["docs", "rules", ".github", "integrations", "bench"].filter((folder) =>
  existsSync(join(ROOT, folder)),
);
const PAGES = [
  ...readdirSync(ROOT),
  ...FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
  ),
]
  .filter((name) => name.endsWith(".md") && !name.includes("node_modules"))
  .toSorted();

/** The words of a page without what is in fences: there nothing is a link or a heading. */
function prose(page: string): string {
  return readFileSync(join(ROOT, page), "utf8").replaceAll(/^( *)(```|~~~).*\n[^]*?^\1\2$/gm, "");
}

/** As GitHub makes them: small letters, no punctuation, dashes for blanks; a second one of the same words gets a number. */
function anchorsOf(page: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const [, heading] of prose(page).matchAll(/^#{1,6} (.+)$/gm)) {
    const words = heading!.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
    const anchor = words.replaceAll(/[^\p{L}\p{N}_ -]/gu, "").replaceAll(" ", "-");
    let unique = anchor;
    for (let number = 1; anchors.has(unique); number++) unique = `${anchor}-${number}`;
    anchors.add(unique);
  }
  return anchors;
}

function linksOf(page: string): { link: string; file: string; anchor: string | undefined }[] {
  return [...prose(page).matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)].map(([, link]) => {
    const [path = "", anchor] = link!.split("#");
    const file = path === "" ? page : relative(ROOT, join(ROOT, dirname(page), path));
    return { link: link!, file, anchor };
  });
}

function brokenLinks(page: string): string[] {
  const broken = linksOf(page).filter(({ file, anchor }) => {
    if (!existsSync(join(ROOT, file))) return true;
    return anchor !== undefined && file.endsWith(".md") && !anchorsOf(file).has(anchor);
  });
  return broken.map(({ link }) => link);
}

describe("links between pages", () => {
  it("are looked at in every page", () => {
    expect(PAGES).toEqual(expect.arrayContaining(["README.md", "CONTRIBUTING.md", "docs/README.md"]));
  });

  it.each(PAGES)("%s has none that lead nowhere", (page) => {
    expect(brokenLinks(page)).toEqual([]);
  });

  it("leave no page of the documentation without one that leads to it", () => {
    const linked = new Set(
      PAGES.flatMap((page) =>
        linksOf(page)
          .map(({ file }) => file)
          .filter((file) => file !== page),
      ),
    );
    expect(PAGES.filter((page) => /^docs\/[^/]+$/.test(page) && !linked.has(page))).toEqual([]);
  });
});
