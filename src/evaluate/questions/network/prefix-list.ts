import type { CompileContext } from "../../language/context.ts";
import { documentFrame } from "../../language/frame.ts";
import type { Frame } from "../../language/frame.ts";
import type { Environment } from "../../language/node.ts";
import { lookUp } from "../../language/node.ts";
import { indexSpec } from "../../related/related-lookup.ts";
import { joinKey } from "../../language/related.ts";
import type { Doubt } from "../doubt.ts";
import { holeDoubt, placeOf, valueDoubt } from "../doubt.ts";
import type { AddressSet } from "./address-space.ts";
import { NO_ADDRESSES, unionAddresses } from "./address-space.ts";
import { compileRanges } from "./ranges.ts";
import type { Known } from "./rule.ts";

const TYPE = "AWS::EC2::PrefixList";
const ID = "configuration.PrefixListId";
const ENTRIES = "configuration.Entries";

/** Paths of prefix lists that the look-up reads. */
export const PREFIX_LIST_READS: Readonly<Record<string, readonly string[]>> = { [TYPE]: [ID, `${ENTRIES}[].Cidr`] };

const UNREAD: Known<AddressSet> = { value: NO_ADDRESSES, whole: false };

/** The addresses in a prefix list, by its id. A list that was not read may hold anything. */
export function compilePrefixList(
  context: CompileContext,
): (id: string, named: Frame, env: Environment, doubts: Doubt[]) => Known<AddressSet> {
  // A list may be shared by another account of the organisation; its id is unique.
  const spec = indexSpec([TYPE], ID, "organization");
  context.indexes.push(spec);
  const ranges = compileRanges(ENTRIES, "Cidr", { ...context, type: TYPE, prefix: "" });
  return (id, named, env, doubts) => {
    const { found, hole } = lookUp(env, { spec, key: joinKey(id, context.fold), asking: named.view });
    if (found.length === 0) {
      const because = `the prefix list ${id} was not read`;
      doubts.push(
        hole === null ? valueDoubt(placeOf(named), because) : { ...holeDoubt(placeOf(named), hole), because },
      );
      return UNREAD;
    }
    const read = found.map((view) => ranges(documentFrame(view, named), doubts));
    if (read.some(({ present }) => !present))
      doubts.push(valueDoubt(placeOf(named), `the entries of ${id} were not read`));
    return {
      value: unionAddresses(read.map(({ known }) => known.value)),
      whole: read.every(({ known, present }) => known.whole && present),
    };
  };
}
