import { BLIND_SPOT_REASONS } from "../model/resource.ts";
import type { Scope, ScopePart, SnapshotEntry } from "../model/resource.ts";
import { isObject, own } from "./json-text.ts";
import type { JsonObject } from "./json-text.ts";

export const SNAPSHOT_FORMAT = "demarc-snapshot";
export const SNAPSHOT_VERSION = 1;

/** The beginning of a line that holds a resource, followed by its type; the snapshot reader relies on it. */
export const RESOURCE_PREFIX = '{"resource":{"type":"';

/** Counts of the lines before the end line, and the digest of their bytes, line breaks included. */
export interface SnapshotEnd {
  readonly resources: number;
  readonly blind_spots: number;
  readonly reads: number;
  /** `sha256:` and 64 hex digits; of the unpacked text. */
  readonly digest: string;
}

export interface FoundHeader {
  readonly version: unknown;
  readonly entry: SnapshotEntry;
  /** What its scope says should be there; empty if it does not say. */
  readonly expected: readonly ScopePart[];
  /** Whether its scope is malformed, so that it is not known what should be there; the entry then has no scope. */
  readonly isScopeStrange: boolean;
}

/** The header of a snapshot; undefined if the value is not one. */
export function headerOf(value: unknown): FoundHeader | undefined {
  const header = own(value, "header");
  if (!isObject(header) || header["format"] !== SNAPSHOT_FORMAT) return undefined;
  const { version, made, scope } = header;
  return {
    version,
    entry: {
      header: {
        ...(isText(made) ? { made } : {}),
        ...(isScope(scope) ? { scope } : {}),
      },
    },
    expected: (isScope(scope) && scope.expected) || [],
    isScopeStrange: !mayBe(scope, isScope),
  };
}

export function endOf(value: unknown): SnapshotEnd | undefined {
  const end = own(value, "end");
  const counts = [own(end, "resources"), own(end, "blind_spots"), own(end, "reads")];
  const wellFormed = counts.every((count) => Number.isSafeInteger(count)) && typeof own(end, "digest") === "string";
  return wellFormed ? (end as unknown as SnapshotEnd) : undefined;
}

/**
 * One line of a snapshot between header and end, checked as far as other code relies on it; undefined for anything
 * else.
 */
export function entryOf(value: unknown): SnapshotEntry | undefined {
  const kind = isObject(value) ? soleKey(value) : undefined;
  const check = kind !== undefined && Object.hasOwn(CHECKS, kind) ? CHECKS[kind] : undefined;
  return check?.(own(value, kind!)) === true ? (value as SnapshotEntry) : undefined;
}

/** The only key of an object from {@link parseJson}, whose keys are all its own. */
function soleKey(value: JsonObject): string | undefined {
  let sole: string | undefined;
  for (const key in value) {
    if (sole !== undefined) return undefined;
    sole = key;
  }
  return sole;
}

const CHECKS: Readonly<Record<string, (record: unknown) => boolean>> = {
  resource: isResource,
  blind_spot: (record) => {
    const types = own(record, "types");
    return (
      hasTexts(record, ["provider", "message"]) &&
      Array.isArray(types) &&
      types.every(isText) &&
      (BLIND_SPOT_REASONS as readonly unknown[]).includes(own(record, "reason")) &&
      ["account", "region", "call", "code", "help", "file"].every((key) => mayBe(own(record, key), isText)) &&
      mayBe(own(record, "line"), Number.isSafeInteger)
    );
  },
  read: (record) =>
    hasTexts(record, ["provider", "account", "region", "type", "call"]) &&
    mayBe(own(record, "at"), isText) &&
    mayBe(own(record, "instead_of"), isRefusal),
  testimony: (record) =>
    hasTexts(record, ["provider", "account", "region", "resource", "check", "source", "says"]) &&
    ["pass", "fail"].includes(own(record, "outcome") as string) &&
    mayBe(own(record, "at"), isText),
  provider_word: (record) =>
    hasTexts(record, ["provider", "name", "says", "source", "at"]) && mayBe(own(record, "initiative"), isText),
  account_end: (record) => hasTexts(record, ["provider", "account"]),
  skipped: (record) =>
    ["deleted", "duplicate"].includes(own(record, "reason") as string) && Number.isSafeInteger(own(record, "count")),
};

/** Called for every line, so it reads members by name: no inherited member has one of these names. */
function isResource(record: unknown): boolean {
  if (!isObject(record)) return false;
  const { type, account, region, id, name, provider, tags, unread } = record;
  const { captured_at: capturedAt, confirmed_at: confirmedAt, source } = record;
  return (
    [type, account, region, id, name, provider].every(isText) &&
    [capturedAt, confirmedAt, source].every((value) => mayBe(value, isText)) &&
    mayBe(tags, isTextMap) &&
    mayBe(unread, arePathsUnread)
  );
}

const arePathsUnread = isListOf((one) => hasTexts(one, ["path", "reason"]));

function hasTexts(record: unknown, keys: readonly string[]): boolean {
  return keys.every((key) => isText(own(record, key)));
}

function isRefusal(value: unknown): boolean {
  return (
    hasTexts(value, ["reason", "message"]) && ["call", "code", "help"].every((key) => mayBe(own(value, key), isText))
  );
}

function isScope(value: unknown): value is Scope {
  const isPart = (part: unknown): boolean =>
    hasTexts(part, ["provider", "account"]) && mayBe(own(part, "regions"), isListOf(isText));
  return hasTexts(value, ["name"]) && mayBe(own(value, "expected"), isListOf(isPart));
}

function isListOf(check: (value: unknown) => boolean): (value: unknown) => boolean {
  return (value) => Array.isArray(value) && value.every(check);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isTextMap(value: unknown): boolean {
  if (!isObject(value)) return value === null;
  for (const key in value) if (!isText(value[key])) return false;
  return true;
}

function mayBe(value: unknown, check: (value: unknown) => boolean): boolean {
  return value === undefined || check(value);
}
