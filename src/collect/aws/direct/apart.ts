import type { Cause } from "../config/blind-spot.ts";
import type { PlacedGlobals } from "../config/place-globals.ts";
import type { Region } from "../config/region.ts";
import { isOpen } from "../config/region.ts";
import type { ItemSource } from "../options.ts";
import type { DirectReading } from "./direct-type.ts";
import { DIRECT_TYPES } from "./registry.ts";

/** The cause for types not read because AWS Config was not to be asked. */
export const UNASKED: Cause = {
  reason: "not_collected",
  message: "AWS Config was not asked, and of these types no other call is known",
  help: "let AWS Config be asked too: --source auto",
};

/** Types read from the services themselves, and the rest, which are left to AWS Config. */
export interface Apart {
  readonly direct: readonly DirectReading[];
  readonly rest: readonly string[];
}

/** Splits the types of one region: AWS Config is used for what its recorder records there, once it has had time to. */
export function apartIn(region: Region, types: readonly string[], source: ItemSource = "config"): Apart {
  const isRecorded = (type: string): boolean => isOpen(region) && region.isNew !== true && region.records(type);
  return apart(types, (type) => source !== "config" && !isRecorded(type), region.blind);
}

/** The same for resources that have no region: the services are asked for what AWS Config records nowhere. */
export function apartNowhere(
  { from, nowhere }: PlacedGlobals,
  source: ItemSource = "config",
): Pick<Apart, "direct"> & { readonly rest: PlacedGlobals } {
  const holes = nowhere.map(({ types, cause }) => ({ ...apart(types, () => source !== "config", cause), cause }));
  const left = holes.filter(({ rest }) => rest.length > 0).map(({ rest, cause }) => ({ types: rest, cause }));
  return { direct: holes.flatMap(({ direct }) => direct), rest: { from, nowhere: left } };
}

function apart(types: readonly string[], isDirect: (type: string) => boolean, why: Cause | undefined): Apart {
  const found = types.flatMap((type) => (isDirect(type) ? (DIRECT_TYPES.get(type) ?? []) : []));
  const names = new Set(found.map(({ type }) => type));
  const refused = why !== undefined && isRefusal(why) ? { insteadOf: why } : {};
  return { direct: found.map((type) => ({ type, ...refused })), rest: types.filter((type) => !names.has(type)) };
}

/** It is not a refusal if AWS Config records nothing or was not to be asked: there is nothing to fix. */
function isRefusal({ reason }: Cause): boolean {
  return reason !== "not_recorded" && reason !== "not_collected";
}
