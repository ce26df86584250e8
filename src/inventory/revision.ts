import type { ResourceDocument } from "../model/resource.ts";

/**
 * How often more of the same thing is expected. `often`: history, events, what every region records, or what several
 * files hold. `seldom`: for example two exports put together. `never`: sources that hold each thing once.
 */
type Again = "often" | "seldom" | "never";

/** A state of a thing that may have other states elsewhere in the input. */
export interface Revision {
  /** Which thing it is: account, region, type and id. */
  readonly key: string;
  /** The time of the state; what sorts after it is later. */
  readonly at: string;
  readonly again: Again;
}

interface Told extends Pick<ResourceDocument, "account" | "region" | "type" | "id"> {
  readonly captured_at?: string | undefined;
  readonly confirmed_at?: string | undefined;
}

/**
 * AWS Config says when a state began; between copies of one state, the time of confirmation decides. `id`: the resource
 * id.
 */
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

/** For a demarc snapshot, which holds each thing once. */
export function snapshotRevision(document: ResourceDocument): Revision {
  if (document.provider === "azure") return azureRevision(document, "often");
  const { resourceId } = document;
  return awsRevision(typeof resourceId === "string" ? { ...document, id: resourceId } : document, "often");
}

/** For what stands alone in a file. */
export function againOf(mayOverlap: boolean): Again {
  return mayOverlap ? "often" : "seldom";
}
