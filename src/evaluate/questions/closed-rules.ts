import type { CompileContext } from "../language/context.ts";
import { absentTruth } from "../language/line.ts";
import type { Frame } from "../language/frame.ts";
import type { Environment, Node } from "../language/node.ts";
import { addEvidence, addPlaceEvidence } from "../language/node.ts";
import { findPlace } from "../language/place.ts";
import { planPlace } from "../language/plan.ts";
import { TRUE, UNKNOWN, negate } from "../language/truth.ts";
import type { ClosedArgument } from "./closed-argument.ts";
import { askedPorts, portPath, portsText, widerThanOf } from "./closed-argument.ts";
import { holeDoubt, placeOf, reportDoubts, valueDoubt } from "./doubt.ts";
import type { Doubt } from "./doubt.ts";
import type { Asked } from "./network/exposure.ts";
import { exposureOf } from "./network/exposure.ts";
import { quickExposure } from "./network/quick-exposure.ts";
import { compileRules, layoutOf } from "./network/layouts.ts";
import { ASKED_PROTOCOLS } from "./network/protocol.ts";
import { parsePorts } from "./network/ports.ts";
import type { NetworkRule, RuleList } from "./network/rule.ts";

/** `{ports, protocol}`: no rule of the document allows the internet on these ports. */
export function compileClosedRules(argument: ClosedArgument, context: CompileContext): Node {
  const layout = layoutOf(context.type);
  if (!layout) return (frame, env) => (addEvidence(env, frame, [], notRules(context.type)), UNKNOWN);
  const read = compileRules(layout, context);
  const find = compileAsked(argument, context);
  const word = argument.absent ?? context.absent;
  const onAbsent = absentTruth(word, context.positive);

  return (frame, env) => {
    const found = find(frame, env);
    if (found === null) return UNKNOWN;
    const { asked, wanted } = found;
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

/** What is asked of the rules, and its wording; null if the port itself could not be read, which is noted. */
type FindAsked = (frame: Frame, env: Environment) => { readonly asked: Asked; readonly wanted: string } | null;

function compileAsked(argument: ClosedArgument, context: CompileContext): FindAsked {
  const protocol = argument.protocol ?? "any";
  const protocols = ASKED_PROTOCOLS[protocol]!;
  const widerThan = widerThanOf(argument, context);
  const asking = (ports: Asked["ports"]): ReturnType<FindAsked> => ({
    asked: { protocols, ports, widerThan },
    wanted: `closed to the internet on ${portsText(ports, protocol)}`,
  });
  const path = portPath(argument);
  if (path === null) {
    const fixed = asking(askedPorts(argument, context));
    return () => fixed;
  }
  const { plan } = planPlace(path, context);
  return (frame, env) => {
    const place = findPlace(plan, frame);
    const port = place.state === "value" ? parsePorts(place.value) : undefined;
    if (port) return asking([port]);
    addPlaceEvidence(env, place, "a port to ask for");
    return null;
  };
}

function notRules(type: string): { seen: string; state: "wrong_type"; wanted: string } {
  const seen = `${type} holds no network rules that are known`;
  return { seen, state: "wrong_type", wanted: "closed to the internet" };
}

/** Why it is not known whether `rules`, out of the whole `list`, allow the internet. */
function doubtsOf(list: RuleList, rules: readonly NetworkRule[]): readonly Doubt[] {
  const { elements, ordered } = list;
  // A rule without a rank may precede any other, whatever it covers.
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
