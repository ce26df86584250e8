import type { CompileContext } from "../../language/context.ts";
import type { Frame } from "../../language/frame.ts";
import { planPlace } from "../../language/plan.ts";
import { compileQuickFact } from "../../language/spelling.ts";
import type { Doubt } from "../doubt.ts";
import { placeOf, valueDoubt } from "../doubt.ts";
import type { PortRange } from "./ports.ts";
import { ALL_PORTS, portRange } from "./ports.ts";
import type { Protocol } from "./protocol.ts";
import { TCP, UDP } from "./protocol.ts";
import { compileFact } from "./reading.ts";
import type { Known } from "./rule.ts";

/**
 * Ports given as first and last. Only TCP and UDP have ports; for any other protocol the rule covers all of it
 * (documented by AWS for security groups and network ACLs, read 2026-11-21).
 */
export function compilePortPair(
  firstPath: string,
  lastPath: string,
  context: CompileContext,
): (frame: Frame, protocol: Protocol | null, doubts: Doubt[]) => Known<readonly PortRange[]> {
  const first = compileFact(firstPath, context);
  const last = compileFact(lastPath, context);
  const quickFirst = compileQuickFact([planPlace(firstPath, context)]);
  const quickLast = compileQuickFact([planPlace(lastPath, context)]);
  return (frame, protocol, doubts) => {
    if (protocol === null) return { value: [], whole: false };
    if (protocol !== TCP && protocol !== UDP) return { value: [ALL_PORTS], whole: true };
    const quick = quickFirst && quickLast && portRange(quickFirst(frame), quickLast(frame));
    if (quick) return { value: [quick], whole: true };
    const from = first(frame, doubts);
    const to = last(frame, doubts);
    const range = from.state === "value" && to.state === "value" ? portRange(from.value, to.value) : undefined;
    if (range) return { value: [range], whole: true };
    doubts.push(valueDoubt(placeOf(frame), "no range of ports that can be read"));
    return { value: [], whole: false };
  };
}
