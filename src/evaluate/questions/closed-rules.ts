import type { CompileContext } from "../language/context.ts";
import { absentTruth } from "../language/line.ts";
import type { Node } from "../language/node.ts";
import { addEvidence, addPlaceEvidence } from "../language/node.ts";
import { TRUE, UNKNOWN, negate } from "../language/truth.ts";
import type { ClosedArgument } from "./closed-argument.ts";
import { askedPorts, portsText, widerThanOf } from "./closed-argument.ts";
import { holeDoubt, placeOf, reportDoubts, valueDoubt } from "./doubt.ts";
import type { Doubt } from "./doubt.ts";
import type { Asked } from "./network/exposure.ts";
import { exposureOf } from "./network/exposure.ts";
import { quickExposure } from "./network/quick-exposure.ts";
import { compileRules, layoutOf } from "./network/layouts.ts";
import { ASKED_PROTOCOLS } from "./network/protocol.ts";
import type { NetworkRule, RuleList } from "./network/rule.ts";

/** `{ports, protocol}`: no rule of the document lets the internet in on these ports. */
export function compileClosedRules(argument: ClosedArgument, context: CompileContext): Node {
  const protocol = argument.protocol ?? "any";
  const ports = askedPorts(argument, context);
  const asked: Asked = { protocols: ASKED_PROTOCOLS[protocol]!, ports, widerThan: widerThanOf(argument, context) };
  const wanted = `closed to the internet on ${portsText(ports, protocol)}`;
  const layout = layoutOf(context.type);
  if (!layout) return (frame, env) => (addEvidence(env, frame, [], notRules(context.type, wanted)), UNKNOWN);
  const read = compileRules(layout, context);
  const word = argument.absent ?? context.absent;
  const onAbsent = absentTruth(word, context.positive);

  return (frame, env) => {
    const list = read(frame, env);
    const { state, place } = list.elements;
    if (state !== "value") {
      const because = state === "absent" ? `absent counts as ${word}` : undefined;
      if (place) addPlaceEvidence(env, place, wanted, because);
      return state === "absent" ? onAbsent : UNKNOWN;
    }
    if (!env.trace) return negate(quickExposure(list, asked) ?? exposureOf(list, asked, false).open);
    const { open, by } = exposureOf(list, asked, true);
    if (open === TRUE) for (const rule of by) addPlaceEvidence(env, placeOf(rule.frame), wanted);
    else if (open === UNKNOWN) reportDoubts(env, doubtsOf(list, by), wanted);
    else if (place)
      addEvidence(env, place.from, place.steps, { seen: list.elements.frames.length, state: "none_found", wanted });
    return negate(open);
  };
}

function notRules(type: string, wanted: string): { seen: string; state: "wrong_type"; wanted: string } {
  return { seen: `${type} holds no network rules that are known`, state: "wrong_type", wanted };
}

/** Why it is not known whether `rules`, of the whole `list`, let the internet in. */
function doubtsOf(list: RuleList, rules: readonly NetworkRule[]): readonly Doubt[] {
  const { elements, ordered } = list;
  // A rule without a rank may stand before any other, whatever it is about.
  const unranked = ordered ? list.rules.filter((rule) => rule.rank === null && !rules.includes(rule)) : [];
  const doubts = [...rules, ...unranked].flatMap((rule) => rule.doubts);
  if (elements.hole !== null) doubts.unshift(holeDoubt(elements.place!, elements.hole));
  if (ordered) doubts.push(...sharedRanks(list.rules));
  if (doubts.length > 0) return doubts;
  return rules.map((rule) => valueDoubt(placeOf(rule.frame), "whether it is about this protocol is not known"));
}

function sharedRanks(rules: readonly NetworkRule[]): Doubt[] {
  const seen = new Set<number>();
  const doubts: Doubt[] = [];
  for (const { rank, frame } of rules) {
    if (rank === null) continue;
    if (seen.has(rank)) doubts.push(valueDoubt(placeOf(frame), `another rule has the place ${rank} in the order too`));
    seen.add(rank);
  }
  return doubts;
}
