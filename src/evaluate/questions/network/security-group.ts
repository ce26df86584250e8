import type { CompileContext } from "../../language/context.ts";
import { compileIn } from "../../language/elements.ts";
import type { Frame } from "../../language/frame.ts";
import type { Environment } from "../../language/node.ts";
import type { Doubt } from "../doubt.ts";
import { placeOf, valueDoubt } from "../doubt.ts";
import type { AddressSet } from "./address-space.ts";
import { unionAddresses } from "./address-space.ts";
import { compilePortPair } from "./port-pair.ts";
import { PREFIX_LIST_READS, compilePrefixList } from "./prefix-list.ts";
import { parseProtocol } from "./protocol.ts";
import { compileRanges } from "./ranges.ts";
import { compileInner, compileNeeded, compileText } from "./reading.ts";
import type { Known, Layout, NetworkRule } from "./rule.ts";

const LIST = "configuration.ipPermissions";

/** Security groups as AWS Config writes them: every permission allows, and all of them count. */
export const SECURITY_GROUP: Layout = {
  reads: [LIST],
  related: PREFIX_LIST_READS,
  compile: (context) => {
    const { gather, inner } = compileIn({ in: LIST }, context);
    const read = compilePermission(inner, context);
    return (frame, env) => {
      const elements = gather(frame, env.trace !== null);
      return { elements, rules: elements.frames.map((element) => read(element, env)), ordered: false };
    };
  },
};

function compilePermission(
  context: CompileContext,
  top: CompileContext,
): (frame: Frame, env: Environment) => NetworkRule {
  const protocol = compileNeeded("ipProtocol", "a protocol", parseProtocol, context);
  const ports = compilePortPair("fromPort", "toPort", context);
  const sources = compileSources(context, top);
  return (frame, env) => {
    const doubts: Doubt[] = [];
    const word = protocol(frame, doubts) ?? null;
    return {
      frame,
      action: "allow",
      rank: null,
      inbound: true,
      protocol: word,
      ports: ports(frame, word, doubts),
      sources: sources(frame, env, doubts),
      doubts,
    };
  };
}

function compileSources(
  context: CompileContext,
  top: CompileContext,
): (frame: Frame, env: Environment, doubts: Doubt[]) => Known<AddressSet> {
  // The first two are one fact in two spellings: older recordings know only the second.
  const ranges = [
    compileRanges("ipv4Ranges", "cidrIp", context),
    compileRanges("ipRanges", "cidrIp", context),
    compileRanges("ipv6Ranges", "cidrIpv6", context),
  ];
  const groups = compileInner("userIdGroupPairs", context);
  const lists = compileInner("prefixListIds", context);
  const listId = compileText("prefixListId", lists.inner);
  const prefixList = compilePrefixList(top);
  return (frame, env, doubts) => {
    const read = ranges.map((list) => list(frame, doubts));
    const known = read.map((list) => list.known);
    // A group as source is not the internet, but it shows that sources were read.
    const group = groups.read(frame, doubts);
    const named = lists.read(frame, doubts);
    for (const element of named.frames ?? []) {
      const id = listId(element, doubts);
      known.push(id === undefined ? { value: unionAddresses([]), whole: false } : prefixList(id, element, env, doubts));
    }
    const present = read.some((list) => list.present) || group.frames !== null || named.frames !== null;
    if (!present) doubts.push(valueDoubt(placeOf(frame), "no kind of source is given"));
    return {
      value: unionAddresses(known.map(({ value }) => value)),
      whole: present && group.whole && named.whole && known.every(({ whole }) => whole),
    };
  };
}
