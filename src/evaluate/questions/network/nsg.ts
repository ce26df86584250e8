import type { CompileContext } from "../../language/context.ts";
import { compileIn } from "../../language/elements.ts";
import type { Frame } from "../../language/frame.ts";
import { asNumber } from "../../language/values.ts";
import type { Doubt } from "../doubt.ts";
import { compileNeeded } from "./reading.ts";
import { compileRuleBody } from "./nsg-body.ts";
import { compileNsgDestinations, compileNsgPorts, compileNsgSources } from "./nsg-lists.ts";
import { intersectAddresses } from "./address-space.ts";
import { parseProtocol } from "./protocol.ts";
import type { Layout, NetworkRule } from "./rule.ts";

const LIST = "properties.securityRules";

/**
 * Network security groups as ARM and Resource Graph write them: the matching rule with the lowest priority number
 * decides. The default rules after them allow nothing from the internet and cannot be changed, so they need not be
 * there (learn.microsoft.com, network-security-groups-overview, read 2026-11-21).
 */
export const NETWORK_SECURITY_GROUP: Layout = {
  reads: [LIST],
  related: {},
  compile: (context) => {
    const { gather, inner } = compileIn({ in: LIST }, context);
    const read = compileRule(inner);
    return (frame) => {
      const elements = gather(frame, true);
      const rules = elements.frames.map(read).filter((rule) => rule !== null);
      return { elements, rules, ordered: true };
    };
  },
};

/** Null for a rule about outgoing traffic. */
function compileRule(context: CompileContext): (frame: Frame) => NetworkRule | null {
  const body = compileRuleBody(context);
  const direction = compileNeeded("direction", "a direction", parseDirection, body.inner);
  const access = compileNeeded("access", "an access", parseAccess, body.inner);
  const priority = compileNeeded("priority", "a priority", asNumber, body.inner);
  const protocol = compileNeeded("protocol", "a protocol", parseProtocol, body.inner);
  const ports = compileNsgPorts("destination", body.inner);
  const sources = compileNsgSources(body.inner);
  const covered = compileNsgDestinations(body.inner);
  return (element) => {
    const doubts: Doubt[] = [];
    const frame = body.read(element, doubts);
    const way = direction(frame, doubts);
    if (way === "outbound") return null;
    const action = access(frame, doubts) ?? null;
    const from = sources(frame, action !== "deny", doubts);
    // A deny blocks an address only if it applies to every destination and every source port.
    const all = action === "deny" ? covered(frame, doubts) : null;
    return {
      frame: element,
      action,
      rank: priority(frame, doubts) ?? null,
      inbound: way === "inbound",
      protocol: protocol(frame, doubts) ?? null,
      ports: ports(frame, doubts),
      sources: all ? { value: intersectAddresses(from.value, all.value), whole: from.whole && all.whole } : from,
      doubts,
    };
  };
}

function parseDirection(value: unknown): "inbound" | "outbound" | undefined {
  const word = typeof value === "string" ? value.toLowerCase() : value;
  return word === "inbound" || word === "outbound" ? word : undefined;
}

function parseAccess(value: unknown): "allow" | "deny" | undefined {
  const word = typeof value === "string" ? value.toLowerCase() : value;
  return word === "allow" || word === "deny" ? word : undefined;
}
