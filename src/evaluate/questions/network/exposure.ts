import type { Truth } from "../../language/truth.ts";
import { FALSE, TRUE, UNKNOWN } from "../../language/truth.ts";
import type { AddressSet, WiderThan } from "./address-space.ts";
import {
  ALL_ADDRESSES,
  NO_ADDRESSES,
  isEmpty,
  isInternet,
  subtractAddresses,
  unionAddresses,
} from "./address-space.ts";
import type { PortRange } from "./ports.ts";
import { USABLE_PORTS, contains, cutPorts } from "./ports.ts";
import { isIcmp } from "./protocol.ts";
import type { NetworkRule, RuleList } from "./rule.ts";

/** What is asked of a list of rules. */
export interface Asked {
  readonly protocols: readonly number[];
  /** `every`: open only if every port is. */
  readonly ports: readonly PortRange[] | "every";
  readonly widerThan: WiderThan;
}

/** Whether the internet is allowed in, and by which rules. */
export interface Exposure {
  readonly open: Truth;
  /** The rules that allow it; if that is unknown, those that might allow or prevent it. */
  readonly by: readonly NetworkRule[];
}

/** `all`: name every rule that allows the internet, not only the first found. */
export function exposureOf(list: RuleList, asked: Asked, all: boolean): Exposure {
  const rules = inOrder(list);
  const found: Exposure[] = [];
  const ofPieces = exposureOfPieces(rules, list, asked.widerThan);
  for (const protocol of asked.protocols) {
    const exposure = exposureOn(protocol, rules, list, asked, all, ofPieces);
    if (exposure.open === TRUE && !all) return exposure;
    found.push(exposure);
  }
  return anyOpen(found);
}

function exposureOn(
  protocol: number,
  rules: readonly NetworkRule[],
  list: RuleList,
  asked: Asked,
  all: boolean,
  ofPieces: OfPieces,
): Exposure {
  const every = asked.ports === "every";
  const ranges = asked.ports === "every" ? [USABLE_PORTS] : asked.ports;
  if (list.elements.hole === null && !rules.some((rule) => mayLetIn(rule, protocol, ranges))) return CLOSED;
  const relevant = rules.flatMap(({ protocol: own, ports }) =>
    own === null || own === "any" || own === protocol ? ports.value : [],
  );
  const pieces = isIcmp(protocol) ? [USABLE_PORTS] : ranges.flatMap((range) => cutPorts(range, relevant));
  const found: Exposure[] = [];
  for (const piece of pieces) {
    const exposure = ofPieces(rules.map((rule) => covers(rule, protocol, piece)));
    if (exposure.open === (every ? FALSE : TRUE) && !all) return exposure;
    found.push(exposure);
  }
  return every ? everyOpen(found) : anyOpen(found);
}

const CLOSED: Exposure = { open: FALSE, by: [] };

/** False only if the rule does not allow any of these ports. Most rules are about others. */
function mayLetIn(
  { action, protocol: own, ports }: NetworkRule,
  protocol: number,
  asked: readonly PortRange[],
): boolean {
  if (action === "deny") return false;
  if (own !== null && own !== "any" && own !== protocol) return false;
  if (!ports.whole || isIcmp(protocol)) return true;
  return ports.value.some(({ from, to }) => asked.some((range) => from <= range.to && range.from <= to));
}

function anyOpen(found: readonly Exposure[]): Exposure {
  const open = ([TRUE, UNKNOWN] as const).find((truth) => found.some((one) => one.open === truth)) ?? FALSE;
  return { open, by: rulesOf(found, open) };
}

function everyOpen(found: readonly Exposure[]): Exposure {
  const open = ([FALSE, UNKNOWN] as const).find((truth) => found.some((one) => one.open === truth)) ?? TRUE;
  return { open, by: rulesOf(found, open) };
}

function rulesOf(found: readonly Exposure[], truth: Truth): NetworkRule[] {
  return [...new Set(found.filter(({ open }) => open === truth).flatMap(({ by }) => by))];
}

/** Rules by rank. One without a rank may be anywhere, so it comes first; between equal ranks, the allow comes first. */
function inOrder({ rules, ordered }: RuleList): readonly NetworkRule[] {
  if (!ordered) return rules;
  return rules.toSorted((a, b) => (a.rank ?? -Infinity) - (b.rank ?? -Infinity) || isDeny(a) - isDeny(b));
}

function isDeny({ action }: NetworkRule): number {
  return action === "deny" ? 1 : 0;
}

/**
 * The exposure of a piece of the ports, given whether each rule is about it; every rule covers a piece completely or
 * not at all.
 */
type OfPieces = (covered: readonly Truth[]) => Exposure;

/** Out of many ports, most are covered by the same rules. */
function exposureOfPieces(rules: readonly NetworkRule[], list: RuleList, widerThan: WiderThan): OfPieces {
  const known = new Map<string, Exposure>();
  return (covered) => {
    const key = covered.join();
    let exposure = known.get(key);
    if (!exposure) known.set(key, (exposure = pieceExposure(covered, rules, list, widerThan)));
    return exposure;
  };
}

function pieceExposure(
  covered: readonly Truth[],
  rules: readonly NetworkRule[],
  { elements, ordered }: RuleList,
  widerThan: WiderThan,
): Exposure {
  // A rule that may be missing could open everything or, in an ordered list, deny everything before the rest.
  const holed = elements.hole !== null;
  let doubtful = holed && ordered;
  let shutOut: AddressSet = NO_ADDRESSES;
  const letIn: { rule: NetworkRule; sources: AddressSet }[] = [];
  const perhaps: AddressSet[] = holed ? [ALL_ADDRESSES] : [];
  for (const [index, rule] of rules.entries()) {
    const applies = covered[index]!;
    const certain = applies === TRUE && rule.inbound && rule.action !== null;
    doubtful ||= ordered && (rule.rank === null || sharesRank(rules, index));
    if (applies === FALSE) continue;
    if (rule.action !== "deny") {
      const sources = subtractAddresses(rule.sources.value, shutOut);
      if (certain && !doubtful) letIn.push({ rule, sources });
      else perhaps.push(sources);
      if (!rule.sources.whole) perhaps.push(subtractAddresses(ALL_ADDRESSES, shutOut));
    }
    if (rule.action !== "allow") {
      if (certain && rule.rank !== null) shutOut = unionAddresses([shutOut, rule.sources.value]);
      doubtful ||= !certain || !rule.sources.whole;
    }
  }
  const sure = unionAddresses(letIn.map(({ sources }) => sources));
  if (isInternet(sure, widerThan)) return { open: TRUE, by: deciding(letIn, widerThan) };
  if (!isInternet(unionAddresses([sure, ...perhaps]), widerThan)) return { open: FALSE, by: [] };
  return { open: UNKNOWN, by: rules.filter((_, index) => covered[index] !== FALSE) };
}

/** The rules that each allow the internet alone; if none does, all those that do so together. */
function deciding(letIn: readonly { rule: NetworkRule; sources: AddressSet }[], widerThan: WiderThan): NetworkRule[] {
  const alone = letIn.filter(({ sources }) => isInternet(sources, widerThan));
  return (alone.length > 0 ? alone : letIn.filter(({ sources }) => !isEmpty(sources))).map(({ rule }) => rule);
}

/** Whether a neighbour in the order has the same rank, so that it is not known which comes first. */
function sharesRank(rules: readonly NetworkRule[], index: number): boolean {
  const { rank } = rules[index]!;
  return rank !== null && (rules[index - 1]?.rank === rank || rules[index + 1]?.rank === rank);
}

function covers({ protocol: own, ports }: NetworkRule, protocol: number, piece: PortRange): Truth {
  if (own !== null && own !== "any" && own !== protocol) return FALSE;
  const inPorts = ports.value.some((range) => contains(range, piece)) ? TRUE : ports.whole ? FALSE : UNKNOWN;
  // ICMP has no ports: a rule about some port of any protocol may or may not be about it, one about ICMP is.
  if (isIcmp(protocol)) return own === protocol || inPorts === TRUE ? certainly(own) : UNKNOWN;
  return inPorts === TRUE ? certainly(own) : inPorts;
}

function certainly(protocol: NetworkRule["protocol"]): Truth {
  return protocol === null ? UNKNOWN : TRUE;
}
