import type { Truth } from "../../language/truth.ts";
import { FALSE, TRUE } from "../../language/truth.ts";
import type { WiderThan } from "./address-space.ts";
import { isInternet, unionAddresses } from "./address-space.ts";
import type { Asked } from "./exposure.ts";
import type { PortRange } from "./ports.ts";
import { USABLE_PORTS, areCovered, contains } from "./ports.ts";
import type { Protocol } from "./protocol.ts";
import { isIcmp } from "./protocol.ts";
import type { NetworkRule, RuleList } from "./rule.ts";

/**
 * The result of `exposureOf` for a list in which every rule allows and nothing is missing, if it is evident at once:
 * one rule allows the internet on everything asked about, or all rules together do not allow that much on any of it.
 * Null if each piece of the ports must be examined.
 */
export function quickExposure({ elements, rules, ordered }: RuleList, asked: Asked): Truth | null {
  const { ports, protocols } = asked;
  if (ordered || elements.hole !== null || protocols.some(isIcmp)) return null;
  const ofProtocols = rules.filter(({ protocol }) => isAbout(protocol, protocols));
  if (!ofProtocols.every(({ action, ports: own, sources }) => action === "allow" && own.whole && sources.whole))
    return null;
  return ports === "every" ? everyPort(ofProtocols, asked) : somePort(ofProtocols, ports, asked);
}

function isAbout(own: Protocol | null, protocols: readonly number[]): boolean {
  return own === null || own === "any" || protocols.includes(own);
}

function somePort(rules: readonly NetworkRule[], ports: readonly PortRange[], { widerThan }: Asked): Truth | null {
  const about = rules.filter((rule) => meet(rule.ports.value, ports));
  if (about.some((rule) => surelyLetsIn(rule, widerThan))) return TRUE;
  return mayLetIn(about, widerThan) ? null : FALSE;
}

function everyPort(rules: readonly NetworkRule[], { protocols, widerThan }: Asked): Truth | null {
  const wide = rules.filter(({ ports }) => ports.value.some((range) => contains(range, USABLE_PORTS)));
  if (wide.some((rule) => surelyLetsIn(rule, widerThan))) return TRUE;
  const mayBeOpen = protocols.some((protocol) => {
    const about = rules.filter((rule) => isAbout(rule.protocol, [protocol]));
    const ranges = about.flatMap(({ ports }) => ports.value);
    return areCovered(USABLE_PORTS, ranges) && mayLetIn(about, widerThan);
  });
  return mayBeOpen ? null : FALSE;
}

function surelyLetsIn({ protocol, inbound, sources }: NetworkRule, widerThan: WiderThan): boolean {
  return protocol !== null && inbound && isInternet(sources.value, widerThan);
}

function mayLetIn(rules: readonly NetworkRule[], widerThan: WiderThan): boolean {
  return rules.length > 0 && isInternet(unionAddresses(rules.map(({ sources }) => sources.value)), widerThan);
}

function meet(own: readonly PortRange[], asked: readonly PortRange[]): boolean {
  for (const { from, to } of own) for (const range of asked) if (from <= range.to && range.from <= to) return true;
  return false;
}
