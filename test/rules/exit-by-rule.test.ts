import { describe, expect, it } from "vitest";
import { decideVerdict } from "../../src/assess/verdict.ts";
import { assess } from "../../src/commands/judged/assess.ts";
import { EXAMPLES_AS_OF } from "../../src/commands/judge-example.ts";
import { retainAll } from "../../src/commands/judged/retention.ts";
import type { ResourceDocument, SnapshotEntry } from "../../src/model/resource.ts";
import { ROOTS } from "../../src/model/resource.ts";
import type { Rule } from "../../src/model/rule.ts";
import type { Run } from "../../src/model/run.ts";
import type { FailOn } from "../../src/model/verdict.ts";
import { SEVERITIES } from "../../src/model/words.ts";
import { exampleEstate } from "../../src/rules/example-estate.ts";
import type { ExampleEstate } from "../../src/rules/examples.ts";
import { library, examples } from "../shipped.ts";

/** Each rule alone decides how a run ends: on an estate where it is the only one that fails, where it cannot be known, and where all is well. */

function entriesOf({ resource, related, reads, organization }: ExampleEstate): SnapshotEntry[] {
  const { provider } = resource;
  const expected = organization.map((account) => ({ provider, account }));
  return [
    ...(expected.length > 0 ? [{ header: { scope: { name: "example", expected } } }] : []),
    ...reads.map((read) => ({ read: { provider, call: "example", ...read } })),
    ...[...related, resource].map((document) => ({ resource: document })),
  ];
}

async function runOf(rule: Rule, entries: readonly SnapshotEntry[]): Promise<Run> {
  return assess({
    library,
    rules: [rule],
    batches: (async function* () {
      yield entries;
    })(),
    asOf: EXAMPLES_AS_OF,
    maxAge: 7,
    retention: retainAll("all"),
    version: "0.0.0",
    scopeName: "example",
  });
}

const exitOf = (run: Run, failOn: FailOn): number => decideVerdict(run, { failOn }).exit;

/** The next higher threshold; none above the highest. */
function above(rule: Rule): FailOn {
  return SEVERITIES[SEVERITIES.indexOf(rule.severity) - 1] ?? "none";
}

/** A document of which nothing was read. */
function unreadable(document: ResourceDocument): ResourceDocument {
  const facts = Object.keys(document).filter((key) => ROOTS.includes(key) || key.startsWith("@"));
  const unread = facts.map((path) => ({ path, reason: "access_denied", call: "test", code: "AccessDenied" }) as const);
  return { ...document, ...Object.fromEntries(facts.map((key) => [key, null])), unread };
}

function estatesWith(outcome: string): (readonly [string, { rule: Rule; estate: ExampleEstate }])[] {
  return examples.flatMap(({ rule, examples: own }) => {
    const found = own.find((example) => example.outcome === outcome);
    return found ? [[rule.id, { rule, estate: exampleEstate(found, rule, library.fields) }] as const] : [];
  });
}

describe("a rule that fails alone", () => {
  it.each(estatesWith("fail"))("%s: exits 1 at its severity and below, and not above", async (_, { rule, estate }) => {
    const run = await runOf(rule, entriesOf(estate));
    expect(run.summary.fail, "it is the only fail").toBeGreaterThan(0);
    const counts = rule.status === "stable";
    expect(exitOf(run, rule.severity)).toBe(counts ? 1 : 0);
    expect(exitOf(run, "info")).toBe(counts ? 1 : 0);
    expect(exitOf(run, above(rule))).toBe(0);
  });

  it.each(estatesWith("fail"))("%s: exits 3 where its documents could not be read", async (_, { rule, estate }) => {
    const run = await runOf(
      rule,
      entriesOf({
        ...estate,
        resource: unreadable(estate.resource),
        reads: [],
        related: estate.related.map(unreadable),
      }),
    );
    expect(run.summary).toMatchObject({ pass: 0, inherited: 0, not_applicable: 0 });
    expect(run.summary.pairs).toBeGreaterThan(0);
    if (run.summary.fail > 0) expect(exitOf(run, "info")).toBe(1);
    else expect(exitOf(run, "info")).toBe(rule.status === "stable" ? 3 : 0);
  });

  it.each(estatesWith("fail"))("%s: exits 3 behind a blind spot", async (_, { rule, estate }) => {
    const { provider, account, type } = estate.resource;
    const spot = { provider, account, types: [type], reason: "access_denied", message: "refused" } as const;
    const others = entriesOf(estate).filter((entry) => !("resource" in entry && entry.resource === estate.resource));
    const run = await runOf(rule, [...others, { blind_spot: spot }]);
    expect(run.summary.unknown).toBeGreaterThan(0);
    expect(exitOf(run, "info")).not.toBe(rule.status === "stable" ? 0 : 1);
  });
});

it.each(estatesWith("pass"))("%s: exits 0 where it passes and nothing else is judged", async (_, { rule, estate }) => {
  const run = await runOf(
    rule,
    entriesOf({ ...estate, related: estate.related.filter(({ type }) => !rule.resource.includes(type)) }),
  );
  if (run.summary.pass > 0) expect(exitOf(run, "info")).toBe(0);
  else expect(exitOf(run, "info"), "what it passed for was another of its type").not.toBe(1);
});
