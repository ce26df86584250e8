import { afterAll, describe, expect, it, vi } from "vitest";
import { neededTypes } from "../../src/commands/sources/needed-types.ts";
import type { ResourceDocument } from "../../src/model/resource.ts";
import { trustLoopback } from "../loopback-azure/trust.ts";
import { resolveBelowLocalhost } from "./below-localhost.ts";
import { completeEstate } from "./complete-estate.ts";
import { ACCOUNT, estateDocuments } from "./scan-aws.ts";
import { azureDocuments } from "./scan-azure.ts";
import { directDocuments } from "./scan-direct.ts";
import { library } from "../shipped.ts";
import { trialsOf, tryIn } from "./transport/trials.ts";
import { awsWorld, azureWorld } from "./transport/world.ts";
import type { World } from "./transport/world.ts";
import { wrongs } from "./transport/wrongs.ts";

/**
 * Every answer that a scan gets is in turn refused, throttled for ever, cut, empty, another's, or without one of its
 * keys: by the real SDK, against a loopback. No fail may come to be excused, and nothing may vanish without an unknown.
 */

const TRIES_ALL = process.env["TEST_ALL"] !== undefined;
/** `2/8`: the second of eight parts of all. */
const [PART, PARTS] = (process.env["TEST_PART"] ?? "1/1").split("/").map(Number) as [number, number];
/** Of all that can be tried about this many in each world, of so many rules, which the seed chooses. */
const TRIED = 16;
const RULES = 8;
const SEED = 12;
if (TRIES_ALL) vi.setConfig({ testTimeout: 7_200_000 });
resolveBelowLocalhost();
trustLoopback();

const REGIONS = ["eu-west-1"];

async function wholeAws(): Promise<ResourceDocument[]> {
  const { paths } = neededTypes(library.rules, library, "aws");
  const sample = (await estateDocuments()).filter(({ account }) => account === ACCOUNT);
  return completeEstate(sample, { paths, regions: REGIONS, account: ACCOUNT });
}

const WORLDS: Readonly<Record<string, { readonly provider: string; readonly open: () => Promise<World> }>> = {
  "AWS Config and the account's facts": {
    provider: "aws",
    open: async () => awsWorld(library, await wholeAws(), { source: "config", regions: REGIONS }),
  },
  "AWS Config of types that no query shows": {
    provider: "aws",
    open: async () => {
      const documents = await wholeAws();
      const notSelectable = [...new Set(documents.map(({ type }) => type))];
      return awsWorld(library, documents, { source: "config", regions: REGIONS, estate: { notSelectable } });
    },
  },
  "an aggregator of AWS Config": {
    provider: "aws",
    open: async () => {
      const aggregator = { name: "all", sources: [{ account: ACCOUNT, region: REGIONS[0]! }] };
      const how = { source: "config", regions: REGIONS, aggregator: "all", estate: { aggregator } } as const;
      return awsWorld(library, await wholeAws(), how);
    },
  },
  "the services of AWS themselves": {
    provider: "aws",
    open: async () => awsWorld(library, await directDocuments(), { source: "direct", regions: REGIONS }),
  },
  Azure: { provider: "azure", open: async () => azureWorld(library, await azureDocuments()) },
  "Azure, the newest of it": {
    provider: "azure",
    open: async () => azureWorld(library, await azureDocuments(), { fresh: true }),
  },
};

const counted = { combinations: 0, calls: 0 };
afterAll(() => {
  const share = TRIES_ALL ? "all" : "a sample, all with TEST_ALL=1";
  console.info(`faults on the way: ${counted.combinations} tried (${share}), of ${counted.calls} calls`);
});

describe.each(Object.entries(WORLDS))("an answer of %s that is tampered with", (_, { provider, open }) => {
  it("excuses nothing", async () => {
    const world = await open();
    const rules = library.rules.filter(({ id }) => id.startsWith(`${provider}-`));
    const trials = await trialsOf(world, chosen(rules, RULES));
    counted.calls += new Set(trials.map(({ call }) => call)).size;
    const tries = tryIn(world);
    const found: string[] = [];
    for (const trial of partOf(chosen(trials, TRIED))) {
      const { call, what } = trial;
      for (const wrong of wrongs(await tries(trial), trial))
        found.push(`${wrong} (${JSON.stringify(what)} of ${call})`);
      counted.combinations += 1;
    }
    await world.close();
    expect(found).toEqual([]);
  });
});

/** Everything, or so many of them. */
function chosen<One>(all: readonly One[], count: number): readonly One[] {
  const step = TRIES_ALL ? 1 : Math.max(1, Math.floor(all.length / count));
  return all.filter((_, index) => index % step === SEED % step);
}

function partOf<One>(all: readonly One[]): readonly One[] {
  return all.filter((_, index) => index % PARTS === PART - 1);
}
