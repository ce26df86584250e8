import { maskSecrets } from "../../../inventory/mask.ts";
import type { ResourceDocument, SnapshotEntry, Unread } from "../../../model/resource.ts";
import type { Aws } from "./aws.ts";
import { Refused } from "./aws.ts";
import type { JoinedFact } from "./fact.ts";
import { plain, ReadInPart } from "./fact.ts";

/** A fact as it was read: its value, why it is missing, or for a list both what was read and why there may be more. */
export type ReadFact =
  | { readonly path: string; readonly value: unknown }
  | { readonly path: string; readonly unread: Unread }
  | { readonly path: string; readonly value: unknown; readonly unread: Unread };

/** Joins to each resource the facts that no item holds. If AWS refuses one, the resource says so. */
export function joinFacts(
  entries: readonly SnapshotEntry[],
  facts: ReadonlyMap<string, readonly JoinedFact[]>,
  awsOf: (resource: ResourceDocument) => Aws,
): Promise<SnapshotEntry[]> {
  return Promise.all(
    entries.map(async (entry) => {
      if (!("resource" in entry)) return entry;
      const { resource } = entry;
      const wanted = (facts.get(resource.type) ?? []).filter(({ appliesTo }) => appliesTo?.(resource) ?? true);
      if (wanted.length === 0) return entry;
      const aws = awsOf(resource);
      const found = await Promise.all(wanted.map(({ path, read }) => readFact(path, () => read(aws, resource))));
      return { resource: withFacts(resource, found) };
    }),
  );
}

export async function readFact(path: string, read: () => Promise<unknown>): Promise<ReadFact> {
  try {
    const found = await read();
    if (found instanceof ReadInPart)
      return { path, value: plain(found.shown), unread: { path: `${path}[]`, ...found.why } };
    const value = plain(found);
    if (value !== undefined) return { path, value };
    return { path, unread: { path, reason: "service_error", message: "the answer does not match what was asked" } };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { help: _, ...failure } = error.failure;
    return { path, unread: { path, ...failure } };
  }
}

function withFacts(resource: ResourceDocument, facts: readonly ReadFact[]): ResourceDocument {
  const unread = facts.flatMap((fact) => ("unread" in fact ? [fact.unread] : []));
  const values = facts.flatMap((fact) => ("value" in fact ? [[fact.path, fact.value] as const] : []));
  return maskSecrets({
    ...resource,
    ...(unread.length > 0 && { unread: [...(resource.unread ?? []), ...unread] }),
    ...Object.fromEntries(values),
  });
}
