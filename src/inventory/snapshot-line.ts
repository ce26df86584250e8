import type { ResourceDocument } from "../model/resource.ts";
import { RESOURCE_PREFIX } from "./snapshot-format.ts";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** What a line says about a resource before its own document begins. */
export type Place = Pick<ResourceDocument, "provider" | "account" | "region" | "type">;

/** What precedes each text at the beginning of a resource line, in the order of the snapshot writer. */
const [TYPE, ACCOUNT, REGION, ID, NAME, PROVIDER] = [
  RESOURCE_PREFIX,
  '","account":"',
  '","region":"',
  '","id":"',
  '","name":"',
  '","provider":"',
].map((text) => Buffer.from(text)) as [Buffer, Buffer, Buffer, Buffer, Buffer, Buffer];

/** A power of two. */
const PLACES_KEPT = 4096;
const TYPES_KEPT = 1024;

interface KnownType {
  readonly bytes: Buffer;
  readonly isWanted: boolean;
}

interface KnownPlace {
  readonly place: Place;
  /** The bytes of a line up to its id. */
  readonly head: Buffer;
  /** The bytes between the name and what follows the provider. */
  readonly provider: Buffer;
}

/**
 * Reads the type and place of a resource from their fixed positions in the line from `start` to `end`, without parsing
 * it. Lines that begin alike usually give the same object: no strings are made, and their bytes are read at most three
 * times. Undefined if the type is wanted, or if anything is out of position or has escapes: such a line must be parsed.
 */
export function createPlaceReader(
  wanted: ReadonlySet<string>,
): (bytes: Buffer, start: number, end: number) => Place | undefined {
  // Indexed by hash; a later entry replaces an earlier one.
  const known: (KnownPlace | undefined)[] = Array.from({ length: PLACES_KEPT });
  const isWanted = createTypeFilter(wanted);
  return (bytes, start, end) => {
    if (!standsAt(bytes, TYPE, start)) return undefined;
    const afterType = bytes.indexOf(QUOTE, start + TYPE.length);
    if (isWanted(bytes, start + TYPE.length, afterType)) return undefined;
    const afterAccount = bytes.indexOf(QUOTE, afterType + ACCOUNT.length);
    const afterRegion = bytes.indexOf(QUOTE, afterAccount + REGION.length);
    const id = afterRegion + ID.length;
    if (afterType < start || afterAccount < start || id < start || id > end) return undefined;
    // The last letters of each differ most; for a region the first differ too: `eu-west-1` and `us-east-1` end alike.
    const region = afterAccount + REGION.length;
    const hash = hashOf(bytes, afterType - start, afterType - 4, afterAccount - 4, afterRegion - 4, region);
    const slot = hash & (PLACES_KEPT - 1);
    let one = known[slot];
    if (one?.head.length !== id - start || one.head.compare(bytes, start, id) !== 0)
      known[slot] = one = readPlace(bytes, start, end);
    return one !== undefined && isPlaceOf(one, bytes, id, end) ? one.place : undefined;
  };
}

/** Whether the line that begins there holds a resource, judged by the prefix that the snapshot writer uses. */
export function beginsResource(bytes: Buffer, start: number): boolean {
  return standsAt(bytes, TYPE, start);
}

/** Whether the text is one of those wanted; no string is made for a text seen before. */
function createTypeFilter(wanted: ReadonlySet<string>): (bytes: Buffer, from: number, to: number) => boolean {
  const known: (KnownType | undefined)[] = Array.from({ length: TYPES_KEPT });
  return (bytes, from, to) => {
    if (to < from) return false;
    const slot = hashOf(bytes, to - from, to - 4, to - 8, to - 12, to - 16) & (TYPES_KEPT - 1);
    let one = known[slot];
    if (one?.bytes.length !== to - from || !standsAt(bytes, one.bytes, from)) {
      const copy = Buffer.from(bytes.subarray(from, to));
      known[slot] = one = { bytes: copy, isWanted: wanted.has(copy.toString("utf8")) };
    }
    return one.isWanted;
  };
}

/** Hashes the four letters at each of the positions. */
function hashOf(bytes: Buffer, seed: number, first: number, second: number, third: number, fourth: number): number {
  const hash = mixed(mixed(mixed(mixed(seed, bytes, first), bytes, second), bytes, third), bytes, fourth);
  return hash ^ (hash >>> 16);
}

function mixed(hash: number, bytes: Buffer, at: number): number {
  const word = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
  return Math.imul(hash ^ word, 0x9e3779b1);
}

/** Whether the same provider follows the id and the name, which may be anything. */
function isPlaceOf({ provider }: KnownPlace, bytes: Buffer, id: number, end: number): boolean {
  const afterId = bytes.indexOf(QUOTE, id);
  if (afterId === -1 || bytes[afterId - 1] === BACKSLASH || !standsAt(bytes, NAME, afterId)) return false;
  const afterName = bytes.indexOf(QUOTE, afterId + NAME.length);
  return (
    afterName !== -1 &&
    bytes[afterName - 1] !== BACKSLASH &&
    afterName + provider.length <= end &&
    standsAt(bytes, provider, afterName)
  );
}

/** Like {@link createPlaceReader}, but without reusing known places. */
function readPlace(bytes: Buffer, start: number, end: number): KnownPlace | undefined {
  const texts: string[] = [];
  let at = start;
  let idAt = 0;
  let providerAt = 0;
  for (const before of [TYPE, ACCOUNT, REGION, ID, NAME, PROVIDER]) {
    if (!standsAt(bytes, before, at)) return undefined;
    const from = at + before.length;
    if (before === ID) idAt = from;
    if (before === PROVIDER) providerAt = at;
    at = endOfText(bytes, from, end);
    if (at === end) return undefined;
    texts.push(bytes.toString("utf8", from, at));
  }
  const [type = "", account = "", region = "", , , provider = ""] = texts;
  const copy = (from: number, to: number): Buffer => Buffer.from(bytes.subarray(from, to));
  return { place: { provider, account, region, type }, head: copy(start, idAt), provider: copy(providerAt, at + 1) };
}

function standsAt(bytes: Buffer, text: Buffer, at: number): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text[i]) return false;
  return true;
}

/**
 * The position of the closing quotation mark; `end` if an escape or control character or the end of the line comes
 * first.
 */
function endOfText(bytes: Buffer, from: number, end: number): number {
  for (let at = from; at < end; at++) {
    const byte = bytes[at]!;
    if (byte === QUOTE) return at;
    if (byte === BACKSLASH || byte < 0x20) break;
  }
  return end;
}
