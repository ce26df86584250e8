import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it, vi } from "vitest";
import { OWN_ACCOUNT } from "../../src/collect/aws/options.ts";
import { compileRule } from "../../src/evaluate/compiled-rule.ts";
import { factsOf } from "../../src/evaluate/language/facts.ts";
import { openSnapshot } from "../../src/inventory/snapshot-write.ts";
import type { SnapshotEntry } from "../../src/model/resource.ts";
import { fromInputs } from "../inventory/entries-of.ts";
import { library } from "../shipped.ts";
import { estateForTest } from "./estate-for-test.ts";
import { ACCOUNT, AS_OF, collectFor, estateDocuments, judge } from "./scan-aws.ts";
import type { Scanned } from "./scan-aws.ts";

const OTHER = "444455556666";
const role = { name: "demarc-read", sessionName: "demarc" };
const open = estateForTest();
const folder = mkdtempSync(join(tmpdir(), "demarc-ends-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Those whose pairs wait for other things. */
const facts = factsOf(library, AS_OF);
const rules = library.rules.filter(
  (rule) => rule.id.startsWith("aws-") && compileRule(rule, facts).some(({ indexes }) => indexes.length > 0),
);

async function collected(): Promise<SnapshotEntry[]> {
  const documents = await estateDocuments();
  await open({ documents, organization: { members: [{ account: ACCOUNT }, { account: OTHER }] } });
  vi.stubEnv("AWS_REGION", "eu-west-1");
  const reach = { ...OWN_ACCOUNT, organization: true, role };
  return collectFor(rules, library, { regions: ["eu-west-1"], now: () => AS_OF, reach });
}

/** The path of the snapshot that `collect` would have written. */
async function saved(name: string, entries: readonly SnapshotEntry[]): Promise<string> {
  const path = join(folder, name);
  const [first] = entries.flatMap((entry) => ("header" in entry ? [entry.header] : []));
  const sink = await openSnapshot(path, first!, "0.0.0", `${path}.part`);
  for (const entry of entries) await sink.write(entry);
  await sink.close();
  return path;
}

/** In one order: what waits for less is settled earlier. */
function told({ run: { evaluations, summary, blind_spots: spots } }: Scanned): unknown {
  const sorted = (all: readonly unknown[]): string[] => all.map((one) => JSON.stringify(one)).toSorted();
  return { evaluations: sorted(evaluations), summary, spots: sorted(spots) };
}

it("an organization is judged as if nobody had said where its accounts end", async () => {
  const entries = await collected();
  const ends = entries.flatMap((entry) => ("account_end" in entry ? [entry.account_end.account] : []));
  expect(ends.toSorted()).toEqual([ACCOUNT, OTHER]);
  const whole = await saved("whole.ndjson", entries);
  const without = await saved(
    "without.ndjson",
    entries.filter((entry) => !("account_end" in entry)),
  );
  expect(readFileSync(whole, "utf8").match(/^\{"account_end":/gm)).toHaveLength(2);
  expect(readFileSync(without, "utf8")).not.toContain("account_end");

  const scanned = await judge(rules, library, entries);
  expect(scanned.run.summary.pass).toBeGreaterThan(0);
  expect(scanned.run.summary.fail).toBeGreaterThan(0);
  for (const path of [whole, without])
    expect(told(await judge(rules, library, await fromInputs([path])))).toEqual(told(scanned));
});
