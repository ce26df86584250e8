import type { CompileContext } from "../../language/context.ts";
import type { Frame } from "../../language/frame.ts";
import { FALSE, TRUE } from "../../language/truth.ts";
import type { Doubt } from "../doubt.ts";
import { placeOf, valueDoubt } from "../doubt.ts";
import type { Place } from "../../language/place.ts";
import type { AddressSet } from "./address-space.ts";
import {
  ALL_ADDRESSES,
  ALL_IPV4,
  ALL_IPV6,
  NO_ADDRESSES,
  isEmpty,
  parseAddresses,
  subtractAddresses,
  unionAddresses,
} from "./address-space.ts";
import type { PortRange } from "./ports.ts";
import { contains, ALL_PORTS, parsePorts } from "./ports.ts";
import { compileFact, compileInner } from "./reading.ts";
import type { Known } from "./rule.ts";
import { compileServiceTags, isEverything, isInternetWord } from "./service-tags.ts";

interface Words {
  readonly places: readonly Place[];
  /** False if there may be more. */
  readonly whole: boolean;
}

/** The values under a singular key and its plural (an augmented rule), one of which is empty. */
function compileWords(key: string, plural: string, context: CompileContext): (frame: Frame, doubts: Doubt[]) => Words {
  const single = compileFact(key, context);
  const many = compileInner(plural, context);
  return (frame, doubts) => {
    const one = single(frame, doubts);
    const list = many.read(frame, doubts);
    const given = one.state === "value" && one.value !== "";
    const places = [...(given ? [one] : []), ...(list.frames ?? []).map(placeOf)];
    const both = given && places.length > 1;
    if (both) doubts.push(valueDoubt(one, `${plural} is given too`));
    return { places, whole: !both && list.whole && (one.state === "value" || one.state === "absent") };
  };
}

/** Whether application security groups are named; they stand for machines in the same network. */
function compileGroups(
  side: "source" | "destination",
  context: CompileContext,
): (frame: Frame, doubts: Doubt[]) => { named: boolean; whole: boolean } {
  const groups = compileInner(`${side}ApplicationSecurityGroups`, context);
  return (frame, doubts) => {
    const { frames, whole } = groups.read(frame, doubts);
    return { named: (frames ?? []).length > 0, whole };
  };
}

export function compileNsgPorts(
  side: "source" | "destination",
  context: CompileContext,
): (frame: Frame, doubts: Doubt[]) => Known<readonly PortRange[]> {
  const words = compileWords(`${side}PortRange`, `${side}PortRanges`, context);
  return (frame, doubts) => {
    const { places, whole } = words(frame, doubts);
    const ranges: PortRange[] = [];
    for (const place of places) {
      const range = parsePorts(place.value);
      if (range) ranges.push(range);
      else doubts.push(valueDoubt(place, "not a range of ports"));
    }
    if (whole && places.length === 0) doubts.push(valueDoubt(placeOf(frame), `no ${side} ports are given`));
    return { value: ranges, whole: whole && places.length > 0 && ranges.length === places.length };
  };
}

/**
 * Addresses a rule is about. A tag for a part of the internet counts as all of it in an allow; in a deny it blocks
 * nothing for certain.
 */
export function compileNsgSources(
  context: CompileContext,
): (frame: Frame, allows: boolean, doubts: Doubt[]) => Known<AddressSet> {
  const words = compileWords("sourceAddressPrefix", "sourceAddressPrefixes", context);
  const groups = compileGroups("source", context);
  const tag = compileServiceTags(context);
  return (frame, allows, doubts) => {
    const { places, whole } = words(frame, doubts);
    const group = groups(frame, doubts);
    const sets: AddressSet[] = [];
    for (const place of places) {
      const set = typeof place.value === "string" ? addressesOf(place.value, allows, tag) : undefined;
      if (set) sets.push(set);
      else doubts.push(valueDoubt(place, "not a range of addresses or a service tag that is known"));
    }
    const none = places.length === 0 && !group.named;
    if (none && whole && group.whole) doubts.push(valueDoubt(placeOf(frame), "no source is given"));
    return { value: unionAddresses(sets), whole: whole && group.whole && !none && sets.length === places.length };
  };
}

/** What a rule that names only these allows is documented nowhere; the CIS benchmark counts the first as everybody. */
const NOBODY: ReadonlySet<string> = new Set(["0.0.0.0", "::"]);

function addressesOf(
  word: string,
  allows: boolean,
  tag: ReturnType<typeof compileServiceTags>,
): AddressSet | undefined {
  if (isInternetWord(word)) return ALL_ADDRESSES;
  if (NOBODY.has(word.trim())) return undefined;
  const set = parseAddresses(word);
  if (set) return set;
  switch (tag(word)) {
    case TRUE:
      return allows ? ALL_ADDRESSES : NO_ADDRESSES;
    case FALSE:
      return NO_ADDRESSES;
    default:
      return undefined;
  }
}

/** The address families for which a deny applies regardless of source port and destination. */
export function compileNsgDestinations(context: CompileContext): (frame: Frame, doubts: Doubt[]) => Known<AddressSet> {
  const words = compileWords("destinationAddressPrefix", "destinationAddressPrefixes", context);
  const groups = compileGroups("destination", context);
  const ports = compileNsgPorts("source", context);
  return (frame, doubts) => {
    const { places, whole } = words(frame, doubts);
    const group = groups(frame, doubts);
    const from = ports(frame, doubts);
    const everywhere = unionAddresses(places.map(({ value }) => wholeFamilies(value)));
    const anyPort = from.value.some((range) => contains(range, ALL_PORTS));
    const known = whole && group.whole && from.whole && (places.length > 0 || group.named);
    if (!anyPort || group.named || !group.whole || !whole) return { value: NO_ADDRESSES, whole: known };
    return { value: everywhere, whole: known };
  };
}

/**
 * The address families that a destination covers completely. `Internet` covers none: it leaves out the network itself.
 */
function wholeFamilies(value: unknown): AddressSet {
  if (typeof value !== "string") return NO_ADDRESSES;
  if (isEverything(value)) return ALL_ADDRESSES;
  const set = parseAddresses(value) ?? NO_ADDRESSES;
  return unionAddresses([ALL_IPV4, ALL_IPV6].filter((family) => isEmpty(subtractAddresses(family, set))));
}
