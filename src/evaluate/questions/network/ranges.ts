import type { CompileContext } from "../../language/context.ts";
import type { Frame } from "../../language/frame.ts";
import type { Doubt } from "../doubt.ts";
import { placeOf, valueDoubt } from "../doubt.ts";
import type { AddressSet } from "./address-space.ts";
import { parseAddresses, unionAddresses } from "./address-space.ts";
import { compileInner, compileText } from "./reading.ts";
import type { Known } from "./rule.ts";

export interface ReadRanges {
  readonly known: Known<AddressSet>;
  /** False if there is no such list. */
  readonly present: boolean;
}

/** A list of address ranges: texts, or objects with the text under `key`. */
export function compileRanges(
  path: string,
  key: string,
  context: CompileContext,
): (frame: Frame, doubts: Doubt[]) => ReadRanges {
  const list = compileInner(path, context);
  const text = compileText(key, list.inner);
  return (frame, doubts) => {
    const { frames, whole } = list.read(frame, doubts);
    const sets: AddressSet[] = [];
    for (const element of frames ?? []) {
      const range = text(element, doubts);
      const set = range === undefined ? undefined : parseAddresses(range);
      if (set) sets.push(set);
      else if (range !== undefined) doubts.push(valueDoubt(placeOf(element), "not a range of addresses"));
    }
    const all = whole && sets.length === (frames ?? []).length;
    return { known: { value: unionAddresses(sets), whole: all }, present: frames !== null };
  };
}
