import type { ResourceDocument } from "../model/resource.ts";

/**
 * How more of the same thing is expected. `often`: history, events, what every region records or several files hold.
 * `seldom`: two exports put together, say. `never`: what is written so that it holds each thing once.
 */
type Again = "often" | "seldom" | "never";

/** Something said of a thing of which more may be said elsewhere. */
export interface Revision {
  /** Which thing it is: account, region, type and id. */
  readonly key: string;
  /** As of when it is said; what sorts behind is later. */
  readonly at: string;
  readonly again: Again;
}

interface Told extends Pick<ResourceDocument, "account" | "region" | "type" | "id"> {
  readonly captured_at?: string | undefined;
  readonly confirmed_at?: string | undefined;
}

/** AWS Config says when a state began; of one state it counts when it was confirmed. `id`: the resource id. */
export function awsRevision({ captured_at, confirmed_at = "", ...thing }: Told, again: Again): Revision {
  return { key: keyOf(thing), at: `${captured_at ?? confirmed_at} ${confirmed_at}`, again };
}

/** Azure ids are the same in every region. */
export function azureRevision({ captured_at = "", confirmed_at = "", ...thing }: Told, again: Again): Revision {
  return { key: keyOf({ ...thing, region: "" }), at: `${confirmed_at} ${captured_at}`, again };
}

function keyOf({ account, region, type, id }: Told): string {
  return JSON.stringify([account, region, type, id]);
}

/** Of what a snapshot of demarc holds, which has each thing once. */
export function snapshotRevision(document: ResourceDocument): Revision {
  if (document.provider === "azure") return azureRevision(document, "often");
  const { resourceId } = document;
  return awsRevision(typeof resourceId === "string" ? { ...document, id: resourceId } : document, "often");
}

/** Of what stands by itself in a file. */
export function againOf(mayOverlap: boolean): Again {
  return mayOverlap ? "often" : "seldom";
}
