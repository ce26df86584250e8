import { beforeAll, describe, expect, it } from "vitest";
import { neededActions } from "../../src/collect/azure/actions.ts";
import { neededReads } from "../../src/commands/sources/needed-reads.ts";
import type { ResourceDocument } from "../../src/model/resource.ts";
import type { Rule } from "../../src/model/rule.ts";
import { armAction, READ_SUBSCRIPTION } from "../loopback-azure/leave.ts";
import { expectExact, rankingOf } from "./predicted.ts";
import { azureScans, withEveryChild } from "./scan-azure.ts";
import { deniedIn, type Scanned } from "./scan-aws.ts";
import { library } from "../shipped.ts";

const az = azureScans();

let granted: readonly string[];
let documents: readonly ResourceDocument[];
/** Ids of the rules that the estate answers when all of it is read. */
let decided: readonly string[] | undefined;
let whole: Scanned;

beforeAll(async () => {
  const needs = neededReads(az.rules, library, "azure");
  granted = actionsFor(az.rules);
  documents = az.documents
    .filter(({ unread = [] }) => unread.length === 0)
    .map((document) => withEveryChild(document, needs.get(document.type)?.children ?? []));
  const first = await scan(granted);
  const open = new Set(first.run.evaluations.flatMap((one) => (one.outcome === "unknown" ? [one.rule_id] : [])));
  decided = az.rules.map(({ id }: Rule) => id).filter((id) => !open.has(id));
  whole = await scan(granted);
});

function scan(actions: readonly string[], only = decided): Promise<Scanned> {
  return az.scan({ ...(only && { only }), estate: { documents, granted: new Set(actions) } });
}

function actionsFor(rules: readonly Rule[]): string[] {
  const { role } = neededActions(neededReads(rules, library, "azure"), library.fields, {
    group: false,
    witness: false,
  });
  return role.map((action) => action.toLowerCase());
}

describe("what permissions prints", () => {
  it("is enough: nothing is denied", () => {
    expect(deniedIn(whole)).toEqual([]);
    expect(whole.run.summary.unknown).toBe(0);
    expect(decided!.length).toBeGreaterThan(150);
  });

  it("is enough to call all that is called", async () => {
    await scan(granted);
    const called = new Set(az.azure.calls.flatMap((call) => armAction(call) ?? []));
    expect([...called].filter((action) => !granted.includes(action))).toEqual([]);
  });

  it("is all that doctor asks for, until as much is known as can be", async () => {
    let allowed: readonly string[] = [READ_SUBSCRIPTION];
    for (let round = 0; round < 8; round++) {
      const scanned = await scan(allowed);
      const asked = rankingOf(scanned).missing.flatMap(({ action }) => action?.toLowerCase() ?? []);
      expect(asked.filter((action) => !granted.includes(action))).toEqual([]);
      if (asked.length === 0) return expect(scanned.run.summary).toEqual(whole.run.summary);
      allowed = [...allowed, ...asked];
    }
    expect.fail("doctor asks for something again and again");
  });

  it("begins with leave to see a subscription: without it nothing can run", async () => {
    await expect(scan(granted.filter((action) => action !== READ_SUBSCRIPTION))).rejects.toThrow(/no subscription/);
  });

  it("is exact: each action costs what doctor lays on it", async () => {
    const needing = new Map(granted.map((action) => [action, [] as string[]]));
    for (const rule of az.rules.filter(({ id }) => decided!.includes(id)))
      for (const action of actionsFor([rule])) needing.get(action)!.push(rule.id);
    needing.delete(READ_SUBSCRIPTION);
    let costly = 0;
    for (const [action, only] of needing) {
      if (only.length === 0) continue;
      const evaluations = whole.run.evaluations.filter(({ rule_id: id }) => only.includes(id));
      const scanned = await scan(
        granted.filter((one) => one !== action),
        only,
      );
      if (expectExact(scanned, { run: { ...whole.run, evaluations } }, [action]) > 0) costly += 1;
    }
    expect(costly).toBeGreaterThan(60);
  });

  it("blinds no rule that does not need it", async () => {
    const some = [
      "microsoft.keyvault/vaults/keys/read",
      "microsoft.web/sites/config/read",
      "microsoft.sql/servers/read",
    ];
    expectExact(await scan(granted.filter((one) => !some.includes(one))), whole, some);
  });
});
