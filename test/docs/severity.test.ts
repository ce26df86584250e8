import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { SEVERITIES } from "../../src/model/words.ts";
import { RULES } from "../shipped.ts";

const PAGE = readFileSync(join(import.meta.dirname, "../../docs/severity.md"), "utf8");

/** Product to severity, from the page's own scale. */
const scale = new Map(
  [...PAGE.matchAll(/^\| ([\d, or]+) \| `(\w+)` \|/gm)].flatMap(([, products, severity]) =>
    products!.match(/\d+/g)!.map((product): [number, string] => [Number(product), severity!]),
  ),
);

interface Row {
  readonly id: string;
  readonly factors: readonly number[];
  readonly product: number;
  readonly severity: string;
}

const rows: Row[] = [...PAGE.matchAll(/^\| `([\w-]+)` \| (\d) \| (\d) \| (\d) \| (\d+) \| (\w+) \|/gm)].map(
  ([, id, reach, impact, common, product, severity]) => ({
    id: id!,
    factors: [reach, impact, common].map(Number),
    product: Number(product),
    severity: severity!,
  }),
);

describe("the page on severity", () => {
  it("has a word for every product of three answers", () => {
    const answers = [1, 2, 3];
    const products = answers.flatMap((a) => answers.flatMap((b) => answers.map((c) => a * b * c)));
    expect([...scale.keys()].toSorted()).toEqual([...new Set(products)].toSorted());
    expect([...new Set(scale.values())]).toEqual(SEVERITIES);
  });

  it("has examples", () => {
    expect(rows.length).toBeGreaterThan(10);
  });

  it.each(rows)("reckons $id as the scale and the rule do", ({ id, factors, product, severity }) => {
    expect(factors.reduce((a, b) => a * b)).toBe(product);
    expect(scale.get(product)).toBe(severity);
    const [provider, service, ...name] = id.split("-");
    const file = join(RULES, provider!, service!, `${name.join("-")}.yaml`);
    expect((parse(readFileSync(file, "utf8")) as { severity: string }).severity).toBe(severity);
  });
});
