import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import type { Piece } from "../../inventory/piece.ts";
import type { BlindSpot, Scope } from "../../model/resource.ts";
import { merge } from "../merge.ts";
import type { ClosedAccount, OpenAccount, Reach } from "./account.ts";
import { collectAccount, openAccount } from "./account.ts";
import { openAggregator } from "./aggregator/sources.ts";
import type { Aggregator } from "./aggregator/sources.ts";
import type { RegionApi } from "./region-api.ts";
import { openApi } from "./call.ts";
import { blindSpot } from "./config/blind-spot.ts";
import { diagnosticOf } from "./failure.ts";
import type { AwsOptions } from "./options.ts";
import { CALL_LIMITS, OWN_ACCOUNT } from "./options.ts";
import { checkProfile } from "./profiles.ts";
import { createTally } from "./progress.ts";
import type { Accounts } from "./reach/accounts.ts";
import { accountsOf } from "./reach/accounts.ts";
import { callerOf } from "./reach/caller.ts";

/** How many accounts are read at once. */
const AT_ONCE = 4;

/**
 * Collects everything AWS returns for the types and accounts asked for: a header, then resources, blind spots and reads
 * as they come. The SDK is loaded when the first piece is asked for.
 *
 * @throws {DiagnosticError} if nothing can be collected: no credentials, an unknown profile, no region, a wrong clock,
 * or expired credentials that cannot be renewed. What was yielded before is then incomplete and must not be used.
 */
export async function* collectAws(options: AwsOptions): AsyncGenerator<Piece> {
  await checkProfile(options.profile, options.env);
  const { openClients } = await import("./clients.ts");
  const { clock, types, now, done, reach: choice = OWN_ACCOUNT } = options;
  const limits = { ...CALL_LIMITS, ...options.limits };
  const made = now();
  const clients = await openClients(options, limits);
  const tally = createTally(options.onProgress);
  const open: Reach["open"] = (session, region) =>
    openApi({ session, region }, clients, { clock, limits, count: tally.count });
  try {
    const { session } = clients;
    const home = open(session, clients.region);
    const caller = await callerOf(home, choice.accounts.length === 1 && !choice.role ? choice.accounts[0] : undefined);
    options.onCaller?.(caller);
    const aggregator = await aggregatorOf(home, options.aggregator);
    const reach: Reach = { options, caller, home, session, open, ...(aggregator && { aggregator }) };
    const accounts = await accountsOf(home, caller, choice, aggregator && [...aggregator.cells.keys()]);
    const left = leftBehind(accounts.ids, options);
    const only = accounts.ids.length === 1 ? await openAccount(accounts.ids[0]!, reach) : undefined;
    yield { entries: [{ header: { made, scope: scopeOf(accounts, only, options) } }] };
    if (accounts.hole !== undefined)
      yield { entries: [{ blind_spot: blindSpot({ account: undefined, types: [...types] }, accounts.hole) }] };
    if (left.length > 0) yield { entries: left.map((account) => ({ blind_spot: leftOpen(account, types) })) };
    const waiting = unreadFirst(accounts.ids, done ?? new Set());
    tally.accounts(accounts.ids.length, accounts.ids.length - waiting.length);
    const readings = waiting.map((id) => readAccount(id, only, reach, tally));
    yield* merge(readings, AT_ONCE);
  } finally {
    clients.close();
  }
}

/** @throws {DiagnosticError} if the aggregator cannot be read: then nothing says what there is to read. */
async function aggregatorOf(home: RegionApi, name: string | undefined): Promise<Aggregator | undefined> {
  if (name === undefined) return undefined;
  const opened = await openAggregator(home, name);
  if (!("failure" in opened)) return opened;
  const { message, help } = opened.failure;
  throw new DiagnosticError([
    diagnosticOf("aws-no-aggregator", `the aggregator ${name} in ${home.region} could not be read: ${message}`, help),
  ]);
}

async function* readAccount(
  id: string,
  only: OpenAccount | ClosedAccount | undefined,
  reach: Reach,
  tally: ReturnType<typeof createTally>,
): AsyncGenerator<Piece> {
  const opened = only ?? (await openAccount(id, reach));
  tally.begin("apis" in opened ? opened.apis.length : 0);
  for await (const piece of collectAccount(opened, reach)) {
    tally.see(piece);
    yield piece;
  }
  tally.end();
}

/**
 * Accounts that were read in part before and are no longer to be read, because they left the organization, for example.
 *
 * @throws {DiagnosticError} if there are any and neither an organization nor an aggregator is read: then these are the
 * credentials of another account.
 */
function leftBehind(ids: readonly string[], { done, reach, aggregator }: AwsOptions): readonly string[] {
  const begun = new Set([...(done ?? [])].map((unit) => unit.split("/")[0]!));
  const strange = [...begun].filter((id) => !ids.includes(id));
  if (strange.length > 0 && reach?.organization !== true && aggregator === undefined)
    throw new DiagnosticError([
      diagnosticOf(
        "aws-other-account",
        `what was read before is of account ${strange.join(", ")}, and these credentials are for ${ids.join(", ")}`,
        "continue with the credentials it was started with",
      ),
    ]);
  return strange.filter((id) => !done!.has(id));
}

function leftOpen(account: string, types: ReadonlySet<string>): BlindSpot {
  const message = "the account was read in part, and is no longer among those to be read";
  const help = "collect again without --resume, to read only what is there now";
  return blindSpot({ account, types: [...types] }, { reason: "not_collected", message, help });
}

/** Accounts that are not fully read, untouched ones first: of the others, only some parts were refused. */
function unreadFirst(ids: readonly string[], done: ReadonlySet<string>): readonly string[] {
  const waiting = ids.filter((id) => !done.has(id));
  const begun = new Set([...done].map((unit) => unit.split("/")[0]!));
  return [...waiting.filter((id) => !begun.has(id)), ...waiting.filter((id) => begun.has(id))];
}

/** What was meant to be read, whether or not it answered. */
function scopeOf(
  { name, ids }: Accounts,
  only: OpenAccount | ClosedAccount | undefined,
  { regions: asked = [] }: AwsOptions,
): Scope {
  const regions = only !== undefined && "apis" in only ? only.apis.map(({ region }) => region) : [...asked].toSorted();
  const where = asked.length === 0 ? "in every enabled region" : `in ${regions.join(", ")}`;
  return {
    name: `${name} ${where}`,
    expected: ids.map((account) => ({ provider: "aws", account, ...(regions.length > 0 && { regions }) })),
  };
}
