import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

/** Files and folders of the project that its pages name are there. */

const ROOT = join(import.meta.dirname, "../..");
const PATH = /`((?:src|test|rules|schemas|fixtures|integrations|bench)\/[\w./-]*)`/g;

it.each(["docs/architecture.md", "CONTRIBUTING.md", "rules/README.md", "rules/responsibility/README.md"])(
  "%s names none that is not there",
  (page) => {
    // The steps towards a third cloud name what is not there yet.
    const text = readFileSync(join(ROOT, page), "utf8").replaceAll(/^.*\bgcp\b.*$/gm, "");
    const named = [...text.matchAll(PATH)].map(([, path]) => path!);
    expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  },
);

it("names of files inside a room are there too", () => {
  const text = readFileSync(join(ROOT, "docs/architecture.md"), "utf8");
  const sections = [...text.matchAll(/^## Inside `(\w+)\/`\n([^]*?)(?=^## )/gm)];
  expect(sections.length).toBeGreaterThan(2);
  const missing = sections.flatMap(([, room, body]) =>
    [...body!.matchAll(/^\| (`.*?`(?:, `.*?`)*) \|/gm)]
      .flatMap(([, cell]) => filesOf(cell!))
      .filter((file) => !existsSync(join(ROOT, "src", room!, file)))
      .map((file) => `${room}/${file}`),
  );
  expect(missing).toEqual([]);
});

/** Of "`a/x.ts`, `y.ts`": the second stands in the folder of the first. */
function filesOf(cell: string): string[] {
  const named = [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name!);
  const folder = /^(.*\/)[^/]+$/.exec(named[0]!)?.[1] ?? "";
  return named.map((name) => (name.includes("/") ? name : `${folder}${name}`));
}
