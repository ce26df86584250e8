import ipaddr from "ipaddr.js";
import type { Interval } from "./interval.ts";
import { mergeIntervals, sizeOf, subtractIntervals } from "./interval.ts";
import { RESERVED_BLOCKS } from "./reserved.ts";

/** Addresses of both families as numbers, merged and in order. */
export interface AddressSet {
  readonly ipv4: readonly Interval[];
  readonly ipv6: readonly Interval[];
}

type Family = keyof AddressSet;

const BITS: Readonly<Record<Family, number>> = { ipv4: 32, ipv6: 128 };
const FAMILIES = ["ipv4", "ipv6"] as const;

export const NO_ADDRESSES: AddressSet = { ipv4: [], ipv6: [] };
export const ALL_ADDRESSES: AddressSet = { ipv4: [wholeSpace("ipv4")], ipv6: [wholeSpace("ipv6")] };
export const ALL_IPV4: AddressSet = { ...NO_ADDRESSES, ipv4: ALL_ADDRESSES.ipv4 };
export const ALL_IPV6: AddressSet = { ...NO_ADDRESSES, ipv6: ALL_ADDRESSES.ipv6 };

/**
 * One address, a block (`10.0.0.0/8`; bits after the prefix do not count) or a range (`10.0.0.1-10.0.0.9`). Undefined
 * if the text is none of these, or if the range runs backwards.
 */
export function parseAddresses(text: string): AddressSet | undefined {
  const known = parsed.get(text);
  if (known !== undefined) return known ?? undefined;
  const set = parseText(text);
  if (parsed.size >= MOST_PARSED) parsed.clear();
  parsed.set(text, set ?? null);
  return set;
}

/** An estate uses the same few blocks over and over. Null if the text is not addresses. */
const parsed = new Map<string, AddressSet | null>();
const MOST_PARSED = 10_000;

function parseText(text: string): AddressSet | undefined {
  const dash = text.indexOf("-");
  if (dash >= 0) return parseAddressRange(text.slice(0, dash), text.slice(dash + 1));
  const slash = text.indexOf("/");
  if (slash < 0) return parseAddressRange(text, text);
  const address = parseAddress(text.slice(0, slash));
  const prefix = text.slice(slash + 1).trim();
  if (!address || !/^\d{1,3}$/.test(prefix) || Number(prefix) > BITS[address.family]) return undefined;
  const free = BigInt(BITS[address.family] - Number(prefix));
  const from = (address.number >> free) << free;
  return addressSet(address.family, { from, to: from + (1n << free) - 1n });
}

/**
 * The addresses from one to another. Undefined if one is not an address, if they are of different families, or if the
 * range runs backwards.
 */
export function parseAddressRange(start: string, end: string): AddressSet | undefined {
  const from = parseAddress(start);
  const to = parseAddress(end);
  if (!from || !to || from.family !== to.family || from.number > to.number) return undefined;
  return addressSet(from.family, { from: from.number, to: to.number });
}

/**
 * The union of sets. Returns the same object for the same sets, as far as remembered, because results about it are
 * cached by it.
 */
export function unionAddresses(sets: readonly AddressSet[]): AddressSet {
  let all = NO_ADDRESSES;
  for (const set of sets) if (set !== all && !isEmpty(set)) all = isEmpty(all) ? set : joinAddresses(all, set);
  return all;
}

function joinAddresses(a: AddressSet, b: AddressSet): AddressSet {
  let ofFirst = joined.get(a);
  const known = ofFirst?.get(b);
  if (known) return known;
  const both = { ipv4: mergeIntervals([...a.ipv4, ...b.ipv4]), ipv6: mergeIntervals([...a.ipv6, ...b.ipv6]) };
  if (joinedSize++ >= MOST_PARSED) {
    joined.clear();
    joinedSize = 0;
    ofFirst = undefined;
  }
  if (!ofFirst) joined.set(a, (ofFirst = new Map()));
  ofFirst.set(b, both);
  return both;
}

/** The same few blocks also occur together over and over. */
const joined = new Map<AddressSet, Map<AddressSet, AddressSet>>();
let joinedSize = 0;

export function subtractAddresses(from: AddressSet, taken: AddressSet): AddressSet {
  if (isEmpty(taken)) return from;
  return { ipv4: subtractIntervals(from.ipv4, taken.ipv4), ipv6: subtractIntervals(from.ipv6, taken.ipv6) };
}

export function intersectAddresses(a: AddressSet, b: AddressSet): AddressSet {
  return subtractAddresses(a, subtractAddresses(a, b));
}

export function isEmpty({ ipv4, ipv6 }: AddressSet): boolean {
  return ipv4.length === 0 && ipv6.length === 0;
}

/** Prefix lengths: a merged block larger than one of that length is the internet. */
export type WiderThan = Readonly<Record<Family, number>>;

export const DEFAULT_WIDER_THAN: WiderThan = { ipv4: 8, ipv6: 16 };

/**
 * Whether the addresses, without private and reserved ones, are so many that they count as the internet: one block
 * larger than `widerThan`, or together more than a quarter of the space.
 */
export function isInternet(set: AddressSet, widerThan: WiderThan): boolean {
  const known = judged.get(set);
  if (known?.widerThan === widerThan) return known.internet;
  const internet = standsForInternet(set, widerThan);
  judged.set(set, { widerThan, internet });
  return internet;
}

/** The sets of single blocks are shared, see `parseAddresses`. */
const judged = new WeakMap<AddressSet, { readonly widerThan: WiderThan; readonly internet: boolean }>();

function standsForInternet(set: AddressSet, widerThan: WiderThan): boolean {
  return FAMILIES.some((family) => {
    if (set[family].length === 0) return false;
    const open = subtractIntervals(set[family], reserved()[family]);
    const block = 1n << BigInt(BITS[family] - widerThan[family]);
    const quarter = 1n << BigInt(BITS[family] - 2);
    let together = 0n;
    for (const interval of open) {
      const size = sizeOf(interval);
      if (size > block) return true;
      together += size;
    }
    return together > quarter;
  });
}

interface Address {
  readonly family: Family;
  readonly number: bigint;
}

function parseAddress(text: string): Address | undefined {
  const trimmed = text.trim();
  if (ipaddr.IPv4.isValidFourPartDecimal(trimmed)) {
    return { family: "ipv4", number: bytesToNumber(ipaddr.IPv4.parse(trimmed).toByteArray()) };
  }
  if (!trimmed.includes(":") || trimmed.includes("%") || !ipaddr.IPv6.isValid(trimmed)) return undefined;
  return { family: "ipv6", number: bytesToNumber(ipaddr.IPv6.parse(trimmed).toByteArray()) };
}

function bytesToNumber(bytes: readonly number[]): bigint {
  let number = 0n;
  for (const byte of bytes) number = (number << 8n) | BigInt(byte);
  return number;
}

const MAPPED_FROM = 0xffffn << 32n;

/** IPv4 addresses written as IPv6 (`::ffff:0:0/96`, RFC 4291) are what they stand for. */
function addressSet(family: Family, { from, to }: Interval): AddressSet {
  const mapped = family === "ipv6" && from >= MAPPED_FROM && to < MAPPED_FROM + (1n << 32n);
  if (mapped) return { ipv4: [{ from: from - MAPPED_FROM, to: to - MAPPED_FROM }], ipv6: [] };
  return { ...NO_ADDRESSES, [family]: [{ from, to }] };
}

function wholeSpace(family: Family): Interval {
  return { from: 0n, to: (1n << BigInt(BITS[family])) - 1n };
}

let reservedOnes: AddressSet | undefined;
/** Computed on first use, so that it costs nothing at start. */
function reserved(): AddressSet {
  return (reservedOnes ??= unionAddresses(RESERVED_BLOCKS.map((block) => parseAddresses(block)!)));
}
