import { join } from "node:path";
import { afterEach, beforeAll, vi } from "vitest";
import type { Clock } from "../../src/collect/clock.ts";
import { collectAzure } from "../../src/collect/azure/collect.ts";
import type { AzureOptions, NeededChild } from "../../src/collect/azure/options.ts";
import { CLOCK } from "../../src/commands/clock.ts";
import { neededReads } from "../../src/commands/sources/needed-reads.ts";
import { readSource } from "../../src/inventory/read-source.ts";
import type { Library } from "../../src/model/library.ts";
import type { ResourceDocument, SnapshotEntry, Unread } from "../../src/model/resource.ts";
import type { Rule } from "../../src/model/rule.ts";
import type { LoopbackAzure, LoopbackOptions } from "../loopback-azure/start-azure.ts";
import { startAzure } from "../loopback-azure/start-azure.ts";
import { trustLoopback } from "../loopback-azure/trust.ts";
import { AS_OF, judge } from "./scan-aws.ts";
import type { Scanned } from "./scan-aws.ts";
import { library } from "../shipped.ts";

const ROOT = join(import.meta.dirname, "../..");
export const APPS = "3f2b8c1e-5a47-4d0b-9c61-7e0f2a9d4b10";
export const SANDBOX = "8d91f6a2-0c3e-4b75-a8f4-15c7e2d6b930";

/** The sample estate's Azure part, with all that a collection knows of it. */
export async function azureDocuments(): Promise<ResourceDocument[]> {
  const documents = new Map<string, ResourceDocument>();
  const sources = ["fixtures/estate/azure", "fixtures/estate/collected.ndjson"].map((path) => join(ROOT, path));
  for await (const entry of readSource(sources, { cwd: ROOT, stdin: null }))
    if ("resource" in entry && entry.resource.provider === "azure") documents.set(entry.resource.id, entry.resource);
  return [...documents.values()];
}

export interface AzureScans {
  readonly rules: readonly Rule[];
  /** Known when the tests begin. */
  readonly documents: readonly ResourceDocument[];
  /** The loopback of the last scan. */
  readonly azure: LoopbackAzure;
  readonly scan: (options?: ScanOptions) => Promise<Scanned>;
}

export type ScanOptions = Options & {
  /** Ids of rules; missing: all. */
  readonly only?: readonly string[];
  readonly estate?: Partial<LoopbackOptions>;
};

/** Scans of the sample estate, each from a loopback of its own that is closed when the next begins. */
export function azureScans(): AzureScans {
  const rules = library.rules.filter(({ id }) => id.startsWith("azure-"));
  let documents: readonly ResourceDocument[];
  let azure: LoopbackAzure | undefined;
  beforeAll(async () => {
    trustLoopback();
    documents = await azureDocuments();
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await azure?.close();
    azure = undefined;
  });
  return {
    rules,
    get documents() {
      return documents;
    },
    get azure() {
      return azure!;
    },
    scan: async ({ only, estate, ...options } = {}) => {
      await azure?.close();
      azure = await startAzure({ documents, ...estate });
      const chosen = only === undefined ? rules : rules.filter(({ id }) => only.includes(id));
      return judge(chosen, library, await collectFor(azure, chosen, library, options));
    },
  };
}

/** A thousand times as fast as the machine's own, so that nobody waits for the rate that Azure grants. */
const HURRIED: Clock = {
  now: () => CLOCK.now() * 1000,
  sleep: (milliseconds, signal) => CLOCK.sleep(milliseconds / 1000, signal),
};

type Options = Partial<Omit<AzureOptions, "needs" | "filter">> & { readonly filter?: Partial<AzureOptions["filter"]> };

/** Everything that a collection says, for the rules given. The environment must lead to a loopback. */
export async function collectFor(
  azure: LoopbackAzure,
  rules: readonly Rule[],
  library: Library,
  { filter, ...options }: Options = {},
): Promise<SnapshotEntry[]> {
  for (const [name, value] of Object.entries(azure.env)) vi.stubEnv(name, value);
  const entries: SnapshotEntry[] = [];
  const collection = collectAzure({
    needs: neededReads(rules, library, "azure"),
    cloud: "public",
    filter: { subscriptions: [], resourceGroups: [], tags: [], ...filter },
    fresh: false,
    env: azure.env,
    now: () => AS_OF,
    clock: HURRIED,
    ...options,
    limits: { backoff: 1, deadline: 300_000, patience: Infinity, ...options.limits },
  });
  for await (const piece of collection) entries.push(...piece.entries);
  return entries;
}

/** The document with all children that are needed: those it says nothing of are known to be none. */
export function withEveryChild(document: ResourceDocument, needed: readonly NeededChild[]): ResourceDocument {
  const whole = needed.filter(
    ({ kind, path }) => kind !== "element" && !document.unread?.some((one) => one.path === path),
  );
  const none = Object.fromEntries(whole.map(({ entry, kind }) => [entry, kind === "list" ? [] : null]));
  const children = { ...none, ...(document["children"] as object | undefined) };
  return { ...document, ...(Object.keys(children).length > 0 && { children }) };
}

/** The account for bookings. */
export const BOOKINGS = "/resourcegroups/rg-bookings/providers/microsoft.storage/storageaccounts/sthfbookings";

/** What of the account for bookings was not read. */
export function unreadOf({ resources }: Scanned): readonly Unread[] {
  return resources.find(({ id }) => id.endsWith(BOOKINGS))?.unread ?? [];
}
