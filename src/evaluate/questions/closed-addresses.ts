import type { CompileContext } from "../language/context.ts";
import { compileIn } from "../language/elements.ts";
import type { Frame } from "../language/frame.ts";
import { absentTruth } from "../language/line.ts";
import type { Node } from "../language/node.ts";
import { addEvidence, addPlaceEvidence } from "../language/node.ts";
import type { Place } from "../language/place.ts";
import { FALSE, TRUE, UNKNOWN } from "../language/truth.ts";
import type { ClosedArgument } from "./closed-argument.ts";
import { widerThanOf } from "./closed-argument.ts";
import type { Doubt } from "./doubt.ts";
import { holeDoubt, placeOf, reportDoubts, valueDoubt } from "./doubt.ts";
import type { AddressSet } from "./network/address-space.ts";
import {
  ALL_ADDRESSES,
  isInternet,
  parseAddressRange,
  parseAddresses,
  unionAddresses,
} from "./network/address-space.ts";
import { compileFact } from "./network/reading.ts";

/** The one address by which Azure databases mean every machine in Azure, of any customer. */
const AZURE_SERVICES = "0.0.0.0";

/** `{addresses}`: a list of allowed ranges, without ports. */
export function compileClosedAddresses(argument: ClosedArgument, context: CompileContext): Node {
  const wanted = "closed to the internet";
  const widerThan = widerThanOf(argument, context);
  const { gather, inner } = compileIn({ in: argument.addresses! }, context);
  const readEntry = compileEntry(argument, inner);
  const word = argument.absent ?? context.absent;
  const onAbsent = absentTruth(word, context.positive);
  const onEmpty = argument.empty === "closed" ? TRUE : argument.empty === "open" ? FALSE : UNKNOWN;

  return (frame, env) => {
    const { state, frames, hole, place } = gather(frame, true);
    const list = place!;
    if (state !== "value") {
      addPlaceEvidence(env, list, wanted, state === "absent" ? `absent counts as ${word}` : undefined);
      return state === "absent" ? onAbsent : UNKNOWN;
    }
    if (frames.length === 0 && hole === null) {
      addPlaceEvidence(env, list, wanted, `an empty list counts as ${argument.empty}`);
      return onEmpty;
    }
    const doubts: Doubt[] = hole === null ? [] : [holeDoubt(list, hole)];
    const ranges: { readonly element: Frame; readonly set: AddressSet }[] = [];
    for (const element of frames) {
      const set = readEntry(element, doubts);
      if (set) ranges.push({ element, set });
    }
    if (isInternet(unionAddresses(ranges.map(({ set }) => set)), widerThan)) {
      const alone = ranges.filter(({ set }) => isInternet(set, widerThan));
      for (const { element } of alone.length > 0 ? alone : ranges) addPlaceEvidence(env, placeOf(element), wanted);
      return FALSE;
    }
    if (doubts.length > 0) {
      reportDoubts(env, doubts, wanted);
      return UNKNOWN;
    }
    addEvidence(env, list.from, list.steps, { seen: frames.length, state: "none_found", wanted });
    return TRUE;
  };
}

type ReadEntry = (element: Frame, doubts: Doubt[]) => AddressSet | undefined;

/** What one entry of the list allows; undefined, with the doubt noted, if that cannot be told. */
function compileEntry(argument: ClosedArgument, context: CompileContext): ReadEntry {
  const ignoresAzure = argument.ignore?.includes("azure_services") === true;
  const azure = ignoresAzure ? unionAddresses([]) : ALL_ADDRESSES;
  if (argument.start !== undefined && argument.end !== undefined) {
    const start = compileText(argument.start, context);
    const end = compileText(argument.end, context);
    return (element, doubts) => {
      const from = start(element, doubts);
      const to = end(element, doubts);
      if (from === undefined || to === undefined) return undefined;
      if (from === AZURE_SERVICES && to === AZURE_SERVICES) return azure;
      return understood(parseAddressRange(from, to), placeOf(element), doubts);
    };
  }
  const at = compileText(argument.at ?? ".", context);
  return (element, doubts) => {
    const text = at(element, doubts);
    if (text === undefined) return undefined;
    return text === AZURE_SERVICES ? azure : understood(parseAddresses(text), placeOf(element), doubts);
  };
}

function understood(set: AddressSet | undefined, place: Place, doubts: Doubt[]): AddressSet | undefined {
  if (!set) doubts.push(valueDoubt(place, "not a range of addresses"));
  return set;
}

function compileText(path: string, context: CompileContext): (element: Frame, doubts: Doubt[]) => string | undefined {
  const fact = compileFact(path, context);
  return (element, doubts) => {
    const place = fact(element, doubts);
    if (place.state === "absent") doubts.push({ place });
    if (place.state !== "value") return undefined;
    if (typeof place.value === "string") return place.value.trim();
    doubts.push(valueDoubt(place, "not an address"));
    return undefined;
  };
}
