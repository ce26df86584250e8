import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { neededReads } from "../../src/commands/needed-reads.ts";
import type { Library } from "../../src/model/library.ts";
import type { ResourceDocument, SnapshotEntry } from "../../src/model/resource.ts";
import type { Rule } from "../../src/model/rule.ts";
import { TENANT } from "../loopback-azure/estate.ts";
import type { LoopbackAzure, LoopbackOptions } from "../loopback-azure/start-azure.ts";
import { startAzure } from "../loopback-azure/start-azure.ts";
import { trustLoopback } from "../loopback-azure/trust.ts";
import { AS_OF, comparable, judge, shippedLibrary } from "./scan-aws.ts";
import type { Scanned } from "./scan-aws.ts";
import { APPS, azureDocuments, collectFor, SANDBOX } from "./scan-azure.ts";

let library: Library;
let rules: readonly Rule[];
let documents: ResourceDocument[];
let azure: LoopbackAzure;

beforeAll(async () => {
  trustLoopback();
  library = await shippedLibrary();
  rules = library.rules.filter(({ id }) => id.startsWith("azure-"));
  documents = await azureDocuments();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await azure.close();
});

type ScanOptions = Parameters<typeof collectFor>[3] & {
  readonly only?: readonly string[];
  readonly estate?: Partial<LoopbackOptions>;
};

async function scan({ only, estate, ...options }: ScanOptions = {}): Promise<Scanned> {
  azure = await startAzure({ documents, ...estate });
  const chosen = only === undefined ? rules : rules.filter(({ id }) => only.includes(id));
  return judge(chosen, library, await collectFor(azure, chosen, library, options));
}

const TENANT_DOCUMENT: ResourceDocument = {
  type: "microsoft.resources/tenants",
  account: TENANT,
  region: "global",
  id: `/tenants/${TENANT}`,
  name: "Harbour & Finch",
  provider: "azure",
  tags: {},
  properties: { tenantId: TENANT, displayName: "Harbour & Finch" },
};

/** Everything that was read of the subscriptions, by somebody who saved it to a file. */
function saved(kept: readonly ResourceDocument[]): SnapshotEntry[] {
  const types = [...neededReads(rules, library, "azure").keys()];
  const read = (account: string, type: string): SnapshotEntry => {
    return { read: { provider: "azure", account, region: "*", type, call: "file" } };
  };
  return [
    ...kept.map((resource) => ({ resource: { ...resource, confirmed_at: AS_OF } })),
    { resource: { ...TENANT_DOCUMENT, confirmed_at: AS_OF } },
    ...[APPS, SANDBOX].flatMap((account) => types.map((type) => read(account, type))),
    read(TENANT, "microsoft.resources/tenants"),
  ];
}

describe("a collection", () => {
  it("comes to the same as the same estate from a file, but for call and time", async () => {
    const kept = documents.filter(({ unread = [] }) => unread.every(({ reason }) => reason === "access_denied"));
    expect(kept.length).toBeGreaterThan(80);
    const scanned = await scan({ estate: { documents: kept } });
    const fromFile = await judge(rules, library, saved(kept));
    expect(scanned.blindSpots).toEqual([]);
    expect(comparable(scanned.run)).toEqual(comparable(fromFile.run));
  });
});
