import { compareText } from "../../model/compare-text.ts";
import type { NumberSet } from "./number-set.ts";

/** Beyond this many places of one cause, they are no longer distinguished. */
export const MANY_PLACES = 10_000;
const PLACES_KEPT = 5;

/** Beside the first few only how many: an estate of many accounts has many causes with as many places. */
export interface Places {
  /** The first in the order of a report. */
  kept: readonly string[];
  count: number;
  /** Hashes of everything that was counted; only in a part. */
  readonly hashes?: number[];
}

/** `seen`: the hashes of all that were counted, of whichever cause. `seed`: another for each cause. */
export function addPlace(places: Places, place: string, seen: NumberSet, seed: number): void {
  if (places.kept.includes(place)) return;
  if (places.count < MANY_PLACES) countPlace(places, hashOf(place), seen, seed);
  keepPlace(places, place);
}

export function countPlace(places: Places, hash: number, seen: NumberSet, seed: number): void {
  if (places.count >= MANY_PLACES || !seen.add(withSeed(hash, seed))) return;
  places.count += 1;
  places.hashes?.push(hash);
}

export function keepPlace(places: Places, place: string): void {
  const { kept } = places;
  if (kept.includes(place)) return;
  if (kept.length < PLACES_KEPT || comparePlaces(place, kept[PLACES_KEPT - 1]!) < 0)
    places.kept = [...kept, place].toSorted(comparePlaces).slice(0, PLACES_KEPT);
}

/** Of 53 bits, so that of a hundred million places hardly two have the same. A sixth of the memory that the texts would take. */
function hashOf(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 0x9e3779b1);
    low = Math.imul(low ^ unit, 0x5f356495);
  }
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  return joined(high, low);
}

/** Another for each seed, so that the same place counts once a cause. */
function withSeed(hash: number, seed: number): number {
  return joined((hash / 0x100000000) ^ Math.imul(seed, 0x85ebca6b), hash ^ Math.imul(seed, 0xc2b2ae35));
}

function joined(high: number, low: number): number {
  return 0x100000000 * (high & 0x1fffff) + (low >>> 0);
}

/** The shorter first: they are read at a glance. */
function comparePlaces(a: string, b: string): number {
  return a.length - b.length || compareText(a, b);
}
