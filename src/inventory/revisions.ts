import type { ResourceDocument, SnapshotEntry } from "../model/resource.ts";
import { parseJson } from "./json-text.ts";
import { rememberPassed } from "./passed-on.ts";
import type { Found } from "./findings.ts";
import type { Revision } from "./revision.ts";

/** Limit on the text of documents held back; beyond it they are passed on and only their keys are kept. */
const HELD_LIMIT = 16 * 1024 * 1024;

export interface Revisions {
  /** Passes each thing on at once, or holds it back until `finish` if a later state of it may still come. */
  readonly take: (found: Found) => void;
  /** Passes on what was held back, in order of first arrival. */
  readonly finish: () => void;
  /** Items left out because a later state of the same resource was found elsewhere. */
  readonly duplicates: () => number;
}

interface Held extends Pick<Revision, "at" | "again"> {
  /** Undefined if it has none, or if only its deletion is reported. */
  readonly arn: string | undefined;
  /** Number of places in it that were not read. */
  readonly unread: number;
  /** The document as JSON text, which is a fraction of the size of the parsed one; null for a deleted thing. */
  readonly text: string | null;
}

/**
 * Keeps the latest state of each resource that occurs more than once; of two equally late, the one with more read, else
 * the first. Memory is bounded: beyond `limit` characters what is held is passed on, and a later state that still
 * arrives becomes a blind spot; things that seldom recur are then no longer held.
 */
export function keepLatest(give: (entry: SnapshotEntry) => void, limit: number = HELD_LIMIT): Revisions {
  const held = new Map<string, Held>();
  let heldLength = 0;
  const released = rememberPassed();
  /** Accounts and types for which a blind spot reports that later states came too late. */
  const late = new Set<string>();
  let isFull = false;
  let duplicates = 0;

  const release = (): void => {
    for (const [key, { at, arn, again, text }] of held) {
      if (text === null) give({ skipped: { reason: "deleted", count: 1 } });
      else give({ resource: parseJson(text, Infinity) as ResourceDocument });
      if (again === "often") released.add(key, at, arn);
    }
    held.clear();
    heldLength = 0;
  };

  const hold = (entry: SnapshotEntry, { at, again }: Revision, key: string): void => {
    const before = held.get(key);
    const unread = "resource" in entry ? (entry.resource.unread?.length ?? 0) : 0;
    if (before !== undefined) duplicates += 1;
    if (before !== undefined && (before.at > at || (before.at === at && before.unread <= unread))) return;
    const text = "resource" in entry ? JSON.stringify(entry.resource) : null;
    held.set(key, { at, arn: arnOf(entry) ?? before?.arn, again, unread, text });
    heldLength += (text?.length ?? 0) - (before?.text?.length ?? 0);
    isFull ||= heldLength > limit;
    if (heldLength > limit) release();
  };

  const isHeld = (again: Revision["again"], key: string): boolean =>
    again === "often" || (again === "seldom" && !isFull) || held.has(key);

  /** Two things may share an id and differ in their ARNs, such as trails of the same name in two accounts. */
  const keyOf = (entry: SnapshotEntry, { key }: Revision): string => {
    const arn = arnOf(entry);
    if (arn === undefined) return key;
    const holding = held.get(key);
    const isOther = holding ? holding.arn !== undefined && holding.arn !== arn : released.find(key, arn)?.isOther;
    return isOther === true ? `${key} ${arn}` : key;
  };

  const tellLate = ({ provider, account, type, id }: ResourceDocument): void => {
    const place = JSON.stringify([account, type]);
    if (!late.has(place)) give(tooLate({ provider, account, type, id }));
    late.add(place);
  };

  const takeRevision = (entry: SnapshotEntry, revision: Revision): void => {
    const key = keyOf(entry, revision);
    const gone = released.find(key);
    if (gone !== undefined) {
      duplicates += 1;
      if (revision.at > gone.at && "resource" in entry) tellLate(entry.resource);
    } else if (isHeld(revision.again, key)) hold(entry, revision, key);
    else give(entry);
  };

  return {
    take: ({ entry, revision }) => {
      if (revision === undefined || "blind_spot" in entry) give(entry);
      else takeRevision(entry, revision);
    },
    finish: release,
    duplicates: () => duplicates,
  };
}

function arnOf(entry: SnapshotEntry): string | undefined {
  return "resource" in entry && entry.resource.id?.startsWith("arn:") ? entry.resource.id : undefined;
}

function tooLate({
  provider,
  account,
  type,
  id,
}: Pick<ResourceDocument, "provider" | "account" | "type" | "id">): SnapshotEntry {
  const message = `a later state of ${type} "${id}", and perhaps of others, came after an earlier one had been passed on`;
  const help = "give fewer files, fewer regions or a shorter history at once";
  return { blind_spot: { provider, account, types: [type], reason: "stale", message, help } };
}
