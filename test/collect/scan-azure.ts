import { join } from "node:path";
import { vi } from "vitest";
import { collectAzure } from "../../src/collect/azure/collect.ts";
import type { AzureOptions } from "../../src/collect/azure/options.ts";
import { CLOCK } from "../../src/commands/clock.ts";
import { neededReads } from "../../src/commands/needed-reads.ts";
import { readSource } from "../../src/inventory/read-source.ts";
import type { Library } from "../../src/model/library.ts";
import type { ResourceDocument, SnapshotEntry } from "../../src/model/resource.ts";
import type { Rule } from "../../src/model/rule.ts";
import type { LoopbackAzure } from "../loopback-azure/start-azure.ts";
import { AS_OF } from "./scan-aws.ts";

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
    clock: CLOCK,
    ...options,
    limits: { backoff: 1, ...options.limits },
  });
  for await (const batch of collection) entries.push(...batch);
  return entries;
}
