import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openSnapshot } from "../../src/inventory/snapshot-write.ts";
import type { Evaluation } from "../../src/model/run.ts";
import { demarc } from "./demarc.ts";
import { estatesOf, placedExamples } from "./example-estates.ts";
import type { PlacedExample } from "./example-estates.ts";
import { library, examples } from "../shipped.ts";

/**
 * Every shipped rule through the whole program: from a snapshot on disk to the report. Each must pass somewhere and fail somewhere (or ask
 * a person), in an estate where every other rule is at work too. A rule that never fired is a mistake.
 */

const placed = placedExamples(examples, library);
const off = new Set(library.rules.filter(({ on_by_default: on }) => on === false).map(({ id }) => id));
/** What a scan asks by itself, and what has to be named. */
const [asked, named] = [placed.filter(({ rule }) => !off.has(rule)), placed.filter(({ rule }) => off.has(rule))];
const estates = [...estatesOf(asked), ...estatesOf(named)];
const folder = mkdtempSync(join(tmpdir(), "all-rules-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** The outcomes each rule has had anywhere; duties of the organisation have no resource, and so no example. */
const fired = new Map<string, Set<string>>();
/** What came out for each example, by rule and example. */
const seen = new Map<string, string>();
for (const [index, estate] of estates.entries()) {
  const outcomes = await scanned(join(folder, `estate-${index}.ndjson`), estate);
  for (const { rule, name, estate: own } of estate)
    seen.set(`${rule}: ${name}`, outcomes.get(place(rule, own.resource)) ?? "not judged");
}

async function scanned(file: string, estate: readonly PlacedExample[]): Promise<ReadonlyMap<string, string>> {
  await write(file, estate);
  const report = `${file}.json`;
  const rules = [...new Set(estate.map(({ rule }) => rule).filter((rule) => off.has(rule)))];
  const choice = rules.flatMap((rule) => ["--rule", rule]);
  const shown = ["--as-of", "2026-11-20T00:00:00Z", "--include", "all", "--format", `json=${report}`];
  const { exit, stderr } = demarc(["scan", file, ...choice, ...shown]);
  if (exit === 2) throw new Error(stderr);
  const { findings, evaluations } = JSON.parse(readFileSync(report, "utf8")) as Record<string, Evaluation[]>;
  const all = [...findings!, ...evaluations!];
  for (const { rule_id: rule, outcome } of all) fired.set(rule, (fired.get(rule) ?? new Set()).add(outcome));
  return new Map(all.map((one) => [place(one.rule_id, one.resource), one.outcome]));
}

function place(
  rule: string,
  { account, region, id }: Pick<Evaluation["resource"], "account" | "region" | "id">,
): string {
  return [rule, account, region, id].join(" ");
}

async function write(file: string, estate: readonly PlacedExample[]): Promise<void> {
  const providers = new Map(estate.map((one) => [one.estate.resource.account, one.estate.resource.provider]));
  const expected = estate.flatMap(({ estate: { organization, resource } }) =>
    organization.map((account) => ({ provider: resource.provider, account })),
  );
  const scope = { name: "the examples of the rules", ...(expected.length > 0 && { expected }) };
  const snapshot = await openSnapshot(file, { made: "2026-11-20T00:00:00Z", scope }, "0.0.0", `${file}.partial`);
  for (const { estate: own } of estate) {
    for (const read of own.reads)
      await snapshot.write({ read: { provider: providers.get(own.resource.account)!, call: "example", ...read } });
    for (const resource of [...own.related, own.resource]) await snapshot.write({ resource });
  }
  await snapshot.close();
}

describe("every shipped rule, through the whole program", () => {
  it.each(estates.flat().map((one) => [one.rule, one.wanted, one] as const))("%s: %s", (rule, wanted, { name }) => {
    expect(seen.get(`${rule}: ${name}`)).toBe(wanted);
  });

  it("passes and fails at least once, or asks a person", () => {
    const silent = library.rules.filter(({ id, manual }) =>
      (manual ? ["manual"] : ["pass", "fail"]).some((outcome) => !fired.get(id)?.has(outcome)),
    );
    expect(silent.map(({ id }) => id)).toEqual([]);
  });
});
