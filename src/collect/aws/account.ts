import type { Piece } from "../../inventory/piece.ts";
import type { SnapshotEntry } from "../../model/resource.ts";
import { merge } from "../merge.ts";
import { collectAggregated } from "./aggregator/collect-aggregated.ts";
import type { Aggregator } from "./aggregator/sources.ts";
import type { RegionApi } from "./region-api.ts";
import { collectItems } from "./collect-items.ts";
import type { Cause } from "./config/blind-spot.ts";
import { blindSpot } from "./config/blind-spot.ts";
import type { Failure } from "./config/api.ts";
import { ACCOUNT_TYPE, neededFacts } from "./facts/needed-facts.ts";
import { openFacts } from "./facts/open-facts.ts";
import type { ReachedAccount } from "./facts/open-facts.ts";
import type { AwsOptions } from "./options.ts";
import type { Caller } from "./reach/caller.ts";
import { regionsOf } from "./reach/regions.ts";
import { assumeRole } from "./reach/role.ts";
import type { Session } from "./session.ts";

/** How the accounts are reached. */
export interface Reach {
  readonly options: AwsOptions;
  readonly caller: Caller;
  /** Uses the region and credentials that the collection starts with. */
  readonly home: RegionApi;
  readonly session: Session;
  readonly open: (session: Session, region: string) => RegionApi;
  /** The source of items when they are not read in each account. */
  readonly aggregator?: Aggregator;
}

/** An account that can be read. */
export interface OpenAccount extends ReachedAccount {
  /** Why there may be more regions than those opened. */
  readonly hole?: Cause;
}

/** An account that cannot be read. */
export interface ClosedAccount {
  readonly account: string;
  readonly blind: Cause;
}

/** @throws {DiagnosticError} if a region was asked for that AWS does not know. */
export async function openAccount(account: string, reach: Reach): Promise<OpenAccount | ClosedAccount> {
  const session = await sessionIn(account, reach);
  if ("failure" in session) {
    const { message, ...failure } = session.failure;
    return { account, blind: { ...failure, message: `the account was not reached: ${message}` } };
  }
  const { home, open, options } = reach;
  const { names, hole } = await regionsOf(open(session, home.region), options.regions ?? []);
  const apis = names.map((name) => open(session, name));
  const apiIn = (region: string): RegionApi => apis.find((api) => api.region === region) ?? open(session, region);
  return { account, apis, apiIn, ...(hole && { hole }) };
}

/** Collects everything about one account. The last unit is about the whole account: once read, the account is done. */
export async function* collectAccount(
  opened: OpenAccount | ClosedAccount,
  { options, aggregator }: Reach,
): AsyncGenerator<Piece> {
  const { account } = opened;
  const facts = "apis" in opened ? openFacts(opened, options) : undefined;
  const task = { ...options, account, join: facts?.join ?? unjoined };
  const items =
    aggregator !== undefined
      ? [collectAggregated(aggregator, regionsIn(opened, aggregator, options), task)]
      : "apis" in opened
        ? [collectItems(opened.apis, { ...task, awsIn: facts!.awsIn })]
        : [];
  // Comes before the resources it is about, so that the evaluation has it in time.
  if (facts?.witness !== undefined) yield* facts.witness;
  yield* merge([...items, ...(facts?.rest === undefined ? [] : [facts.rest])], 2);
  const end = { account_end: { provider: "aws", account } };
  yield { unit: account, entries: [...holesOf(opened, options, aggregator !== undefined), end], isLast: true };
}

/** The join for an account whose services cannot be asked: what no item holds stays unread. */
async function unjoined(entries: readonly SnapshotEntry[]): Promise<readonly SnapshotEntry[]> {
  return entries;
}

/** The account's own regions if they could be listed, else those asked for, else those the aggregator holds. */
function regionsIn(
  opened: OpenAccount | ClosedAccount,
  { cells }: Aggregator,
  { regions = [] }: AwsOptions,
): readonly string[] {
  if ("apis" in opened && opened.hole === undefined) return opened.apis.map(({ region }) => region);
  return regions.length > 0 ? regions : [...(cells.get(opened.account)?.keys() ?? [])].toSorted();
}

function holesOf(opened: OpenAccount | ClosedAccount, options: AwsOptions, isAggregated: boolean): SnapshotEntry[] {
  const { types, notInConfig, paths, regions = [] } = options;
  const { account } = opened;
  const hole = (which: Iterable<string>, cause: Cause): SnapshotEntry[] => {
    const list = [...which];
    return list.length === 0 ? [] : [{ blind_spot: blindSpot({ account, types: list }, cause) }];
  };
  if ("blind" in opened) return hole(isAggregated ? notInConfig : types, opened.blind);
  return [
    ...(opened.apis.length > 0 ? [] : hole(withoutRegion(options, isAggregated), NO_REGION)),
    ...(opened.hole === undefined || (isAggregated && regions.length > 0) ? [] : hole(types, opened.hole)),
    ...hole(neededFacts(paths, notInConfig).unknown, NOBODY_GIVES),
  ];
}

/** The types an account has even if none of its regions is read, except those an aggregator is asked for. */
function withoutRegion({ types, globalTypes, notInConfig }: AwsOptions, isAggregated: boolean): readonly string[] {
  const all = [...types].filter((type) => globalTypes.has(type) || type === ACCOUNT_TYPE);
  return isAggregated ? all.filter((type) => notInConfig.has(type)) : all;
}

const NO_REGION: Cause = {
  reason: "not_collected",
  message: "none of the regions asked for is enabled in this account, so what has no region was asked for nowhere",
  help: "name with --region one that is enabled there too",
};

const NOBODY_GIVES: Cause = {
  reason: "not_collected",
  message: "these are not kept by AWS Config, and no call is known that gives them",
  help: "save them by other means and scan them too: what depends on them is unknown until then",
};

/** Assumes the role in the caller's own account too, if it exists there; a hub account often has none. */
async function sessionIn(account: string, reach: Reach): Promise<Session | { readonly failure: Failure }> {
  const { options, caller, home, session } = reach;
  const role = options.reach?.role;
  const isOwn = account === caller.account;
  if (role === undefined) return isOwn ? session : { failure: withoutRole() };
  const assumed = await assumeRole({ home, role, account, partition: caller.partition, now: options.now });
  return "failure" in assumed && isOwn ? session : assumed;
}

function withoutRole(): Failure {
  return {
    reason: "not_collected",
    call: "sts:AssumeRole",
    message: "the credentials are for another account",
    help: "use --assume-role to name the role to assume in each account",
  };
}
