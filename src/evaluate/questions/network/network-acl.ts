import type { CompileContext } from "../../language/context.ts";
import { compileIn } from "../../language/elements.ts";
import type { Frame } from "../../language/frame.ts";
import type { Truth } from "../../language/truth.ts";
import { FALSE, TRUE, UNKNOWN } from "../../language/truth.ts";
import { asBoolean, asNumber } from "../../language/values.ts";
import type { Doubt } from "../doubt.ts";
import { placeOf, valueDoubt } from "../doubt.ts";
import type { AddressSet } from "./address-space.ts";
import { NO_ADDRESSES, parseAddresses, unionAddresses } from "./address-space.ts";
import { compilePortPair } from "./port-pair.ts";
import { isIcmp, parseProtocol } from "./protocol.ts";
import { compileFact, compileNeeded } from "./reading.ts";
import type { Known, Layout, NetworkRule } from "./rule.ts";

const LIST = "configuration.entries";

/** Network ACLs as AWS Config writes them: the matching entry with the lowest number decides. */
export const NETWORK_ACL: Layout = {
  reads: [LIST],
  related: {},
  compile: (context) => {
    const { gather, inner } = compileIn({ in: LIST }, context);
    const read = compileEntry(inner);
    return (frame) => {
      const elements = gather(frame, true);
      const rules = elements.frames.map(read).filter((rule) => rule !== null);
      return { elements, rules, ordered: true };
    };
  },
};

/** Null for an entry about outgoing traffic. */
function compileEntry(context: CompileContext): (frame: Frame) => NetworkRule | null {
  const egress = compileNeeded("egress", "a direction", asBoolean, context);
  const action = compileNeeded("ruleAction", "an action", parseAction, context);
  const rank = compileNeeded("ruleNumber", "a rule number", asNumber, context);
  const protocol = compileNeeded("protocol", "a protocol", parseProtocol, context);
  const ports = compilePortPair("portRange.from", "portRange.to", context);
  const sources = compileSources(context);
  const coversIcmp = compileIcmp(context);
  return (frame) => {
    const doubts: Doubt[] = [];
    const outgoing = egress(frame, doubts);
    if (outgoing === true) return null;
    const does = action(frame, doubts) ?? null;
    const word = protocol(frame, doubts) ?? null;
    const from = sources(frame, doubts);
    const allTypes = does === "deny" && word !== null && isIcmp(word) ? coversIcmp(frame, doubts) : TRUE;
    return {
      frame,
      action: does,
      rank: rank(frame, doubts) ?? null,
      inbound: outgoing === false,
      protocol: word,
      ports: ports(frame, word, doubts),
      sources: allTypes === TRUE ? from : { value: NO_ADDRESSES, whole: allTypes === FALSE },
      doubts,
    };
  };
}

function parseAction(value: unknown): "allow" | "deny" | undefined {
  const word = typeof value === "string" ? value.toLowerCase() : value;
  return word === "allow" || word === "deny" ? word : undefined;
}

/** Whether a deny of ICMP is about all its types: one of a single type leaves the others open. */
function compileIcmp(context: CompileContext): (frame: Frame, doubts: Doubt[]) => Truth {
  const facts = [compileFact("icmpTypeCode.type", context), compileFact("icmpTypeCode.code", context)];
  return (frame, doubts) => {
    const numbers = facts.map((fact) => asNumber(fact(frame, doubts).value));
    if (numbers.some((number) => number !== undefined && number !== -1)) return FALSE;
    return numbers.includes(undefined) ? UNKNOWN : TRUE;
  };
}

function compileSources(context: CompileContext): (frame: Frame, doubts: Doubt[]) => Known<AddressSet> {
  const facts = [compileFact("cidrBlock", context), compileFact("ipv6CidrBlock", context)];
  return (frame, doubts) => {
    const places = facts.map((fact) => fact(frame, doubts));
    const given = places.filter(({ state }) => state === "value");
    const sets: AddressSet[] = [];
    for (const place of given) {
      const set = typeof place.value === "string" ? parseAddresses(place.value) : undefined;
      if (set) sets.push(set);
      else doubts.push(valueDoubt(place, "not a range of addresses"));
    }
    const none = places.every(({ state }) => state === "absent");
    if (none) doubts.push(valueDoubt(placeOf(frame), "no range of addresses is given"));
    const readable = places.every(({ state }) => state === "value" || state === "absent");
    return { value: unionAddresses(sets), whole: readable && !none && sets.length === given.length };
  };
}
