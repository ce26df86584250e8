import type { Truth } from "../../truth.ts";
import { FALSE, TRUE } from "../../truth.ts";
import { isInternet, unionAddresses } from "./address-space.ts";
import type { Asked } from "./exposure.ts";
import type { PortRange } from "./ports.ts";
import { isIcmp } from "./protocol.ts";
import type { NetworkRule, RuleList } from "./rule.ts";

/**
 * What `exposureOf` says of a list in which every rule allows and nothing is missing, where that shows at once: one rule
 * that lets the internet in on a port that is asked about, or none that lets so much in, all together, on any of them.
 * Null where it takes a look at each piece of ports.
 */
export function quickExposure({ elements, rules, ordered }: RuleList, asked: Asked): Truth | null {
  const { ports, protocols, widerThan } = asked;
  if (ordered || elements.hole !== null || ports === "every" || protocols.some(isIcmp)) return null;
  const about: NetworkRule[] = [];
  for (const rule of rules) {
    if (rule.protocol !== null && rule.protocol !== "any" && !protocols.includes(rule.protocol)) continue;
    if (rule.action !== "allow" || !rule.ports.whole || !rule.sources.whole) return null;
    if (!meet(rule.ports.value, ports)) continue;
    if (rule.protocol !== null && rule.inbound && isInternet(rule.sources.value, widerThan)) return TRUE;
    about.push(rule);
  }
  if (about.length === 0) return FALSE;
  return isInternet(unionAddresses(about.map(({ sources }) => sources.value)), widerThan) ? null : FALSE;
}

function meet(own: readonly PortRange[], asked: readonly PortRange[]): boolean {
  for (const { from, to } of own) for (const range of asked) if (from <= range.to && range.from <= to) return true;
  return false;
}
