import type { SnapshotEntry } from "../../../model/resource.ts";
import { merge } from "../../merge.ts";
import type { AwsOptions } from "../options.ts";
import type { ConfigApi } from "./api.ts";
import { blindSpot } from "./blind-spot.ts";
import { globalHoles, placeGlobals } from "./place-globals.ts";
import { readRegion } from "./read-region.ts";
import type { Entries } from "./reading.ts";
import type { Region } from "./region.ts";
import { isOpen, openRegion } from "./region.ts";
import { accountOf, scopeOf } from "./scope.ts";

/** Regions that are read at once. */
const AT_ONCE = 8;

export type ConfigOptions = Pick<AwsOptions, "types" | "globalTypes" | "notInConfig" | "account" | "now">;

/**
 * What AWS Config knows in these regions of one account: a header, what is known not to be readable, then resources
 * and reads as they come.
 *
 * @throws {DiagnosticError} where the account is another than was asked for, or not known.
 */
export async function* collectConfig(apis: readonly ConfigApi[], options: ConfigOptions): AsyncGenerator<Entries> {
  const { types, globalTypes, notInConfig, now } = options;
  const made = now();
  const regions = await Promise.all(apis.map(openRegion));
  const account = accountOf(regions, options.account);
  const asked = [...types].filter((type) => !notInConfig.has(type)).toSorted();
  const regional = asked.filter((type) => !globalTypes.has(type));
  const placed = placeGlobals(
    asked.filter((type) => globalTypes.has(type)),
    regions,
  );
  yield [
    { header: { made, scope: scopeOf(account, regions) } },
    ...elsewhere(
      [...types].filter((type) => notInConfig.has(type)),
      account,
    ),
    ...regions.flatMap((region) => regionHole(region, regional, account)),
    ...globalHoles(placed, account),
  ];
  if (account === undefined) return;
  const tasks = regions.filter(isOpen).map((region) => {
    return readRegion({ region, account, regional, globals: placed.from.get(region) ?? [], now });
  });
  yield* merge(tasks, AT_ONCE);
}

function regionHole(region: Region, types: readonly string[], account: string | undefined): SnapshotEntry[] {
  if (isOpen(region) || types.length === 0) return [];
  return [{ blind_spot: blindSpot({ account, region: region.api.region, types }, region.blind) }];
}

function elsewhere(types: readonly string[], account: string | undefined): SnapshotEntry[] {
  if (types.length === 0) return [];
  const message = "these are not kept by AWS Config, and nothing else was asked";
  const help = "save them by other means and scan them beside: what hangs on them is unknown until then";
  return [{ blind_spot: blindSpot({ account, types }, { reason: "not_collected", message, help }) }];
}
