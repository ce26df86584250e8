import type { Piece } from "../../../inventory/piece.ts";
import { unitOf } from "../../../inventory/piece.ts";
import type { RegionApi } from "../region-api.ts";
import { GLOBAL } from "../config/place-globals.ts";
import type { Entries } from "../config/reading.ts";
import type { AwsOptions } from "../options.ts";
import { collectTestimonies } from "../witness/collect-testimonies.ts";
import type { Aws } from "./aws.ts";
import { openAws } from "./aws.ts";
import { collectFacts } from "./collect-facts.ts";
import { joinFacts } from "./join-facts.ts";
import { neededFacts } from "./needed-facts.ts";

/** An account whose services can be asked. */
export interface ReachedAccount {
  readonly account: string;
  /** One for each region to read. */
  readonly apis: readonly RegionApi[];
  /** Opens any region: data of the account may be kept in one that is not read. */
  readonly apiIn: (region: string) => RegionApi;
}

/** Whatever AWS Config does not hold about one account. */
export interface AccountFacts {
  /** Joins facts that no item holds to items. */
  readonly join: (entries: Entries) => Promise<Entries>;
  /** The account in one region, with everything read of it so far. */
  readonly awsIn: Aws["at"];
  /** Everything else, as one unit; undefined if it was read before. */
  readonly rest?: AsyncIterable<Piece>;
  /** Verdicts of other checkers of the account, as one unit; undefined if not asked for or read before. */
  readonly witness?: AsyncIterable<Piece>;
}

export function openFacts({ account, apis, apiIn }: ReachedAccount, options: AwsOptions): AccountFacts {
  const { paths, notInConfig, clock, now, done, witness } = options;
  const needed = neededFacts(paths, notInConfig);
  const awsIn = openAws({ account, apiIn, clock });
  const regions = apis.map(({ region }) => awsIn(region));
  const unit = `${account}/facts`;
  const heard = `${account}/witness`;
  return {
    awsIn,
    join: (entries) =>
      joinFacts(entries, needed.joined, ({ region }) => (region === GLOBAL ? regions[0]! : awsIn(region))),
    ...(witness !== undefined &&
      done?.has(heard) !== true && { witness: unitOf(heard, collectTestimonies(regions, witness)) }),
    ...(done?.has(unit) !== true && { rest: unitOf(unit, collectFacts({ regions, needed, now })) }),
  };
}
