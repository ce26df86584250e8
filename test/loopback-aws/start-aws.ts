import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { ResourceDocument } from "../../src/model/resource.ts";
import { closerOf } from "../close-server.ts";
import { jsonAnswer, ServiceError } from "./answer.ts";
import type { Answer, WireAnswer } from "./answer.ts";
import type { Call } from "./call.ts";
import { aggregatedPlace } from "./config/aggregator.ts";
import type { LoopbackAggregator } from "./config/aggregator.ts";
import type { LoopbackRule } from "./config/managed-rules.ts";
import { configOperations } from "./config/operations.ts";
import { pager } from "./config/pages.ts";
import { answerRegions, USUAL_REGIONS } from "./ec2.ts";
import type { LoopbackRegion } from "./ec2.ts";
import { estateOf } from "./estate.ts";
import type { Place } from "./estate.ts";
import { faultScript } from "./faults.ts";
import type { Fault } from "./faults.ts";
import { iamAction, NEEDS_NO_LEAVE } from "./iam-action.ts";
import { identities } from "./identities.ts";
import { answerOrganizations } from "./organizations.ts";
import type { LoopbackOrganization } from "./organizations.ts";
import type { Recorder } from "./recorder.ts";
import { errorAnswer, refusals, refuse } from "./refusal.ts";
import { send } from "./send.ts";
import { encodeAnswer } from "./services/encode.ts";
import { factsOf } from "./services/fact-place.ts";
import { onePage } from "./services/paged.ts";
import { SERVICES } from "./services/services.ts";
import { answerSts } from "./sts.ts";
import type { LoopbackRole } from "./sts.ts";
import { readWireRequest } from "./wire-request.ts";

export interface LoopbackOptions {
  /** The estate in demarc's own shape. A type that is not AWS's has no `configuration`. */
  readonly documents: readonly ResourceDocument[];
  /** The account of each access key; a call with any other key is refused. */
  readonly accounts: Readonly<Record<string, string>>;
  /** Default: `aws`. */
  readonly partition?: "aws" | "aws-cn" | "aws-us-gov";
  /** For each account and region the first that is of it; none: a recorder of everything, running. */
  readonly recorders?: readonly Recorder[];
  readonly faults?: readonly Fault[];
  /** Types that are recorded and that no SELECT shows. */
  readonly notSelectable?: readonly string[];
  /** How many things the other services name at most in one answer. Default: 100. */
  readonly pageSize?: number;
  /** Rules of AWS Config that run in every account and region; default: none. */
  readonly rules?: readonly LoopbackRule[];
  /** How long assumed credentials last. Default: an hour. */
  readonly sessionMs?: number;
  /** Missing: there is none. */
  readonly aggregator?: LoopbackAggregator;
  /** Missing: the accounts are in none. */
  readonly organization?: LoopbackOrganization;
  /** Default: those that are open to every account, and two that are not enabled. */
  readonly regions?: readonly LoopbackRegion[];
  /** Default: every role of every account, for everyone. */
  readonly roles?: readonly LoopbackRole[];
  /** Actions that are allowed, to everybody or to each of the ARNs that call; missing: all. */
  readonly granted?: ReadonlySet<string> | ((arn: string) => ReadonlySet<string>);
  /** Sees each answer before it goes out, and may send another. */
  readonly wire?: (call: Call, answer: Answer) => WireAnswer;
  /** A request that says another time than this machine's is refused, as AWS does. Default: no. */
  readonly checksTime?: boolean;
  /** Milliseconds since 1970; what token buckets, sessions and the list of calls go by. Default: the machine's. */
  readonly clock?: () => number;
}

export interface LoopbackAws {
  /** `http://127.0.0.1:PORT`, for `AWS_ENDPOINT_URL`. */
  readonly endpoint: string;
  /** Every call so far, in the order of arrival; those with unknown credentials too. */
  readonly calls: readonly Call[];
  /** The calls of one operation. */
  callsOf(operation: string): Call[];
  /** Ends every connection, those still waiting for an answer too. */
  close(): Promise<void>;
}

const HOUR = 3_600_000;

/** Starts AWS Config, STS and the services that tell facts on a free port of 127.0.0.1, for one estate. */
export async function startAws(options: LoopbackOptions): Promise<LoopbackAws> {
  const { recorders = [], faults = [], notSelectable = [], sessionMs = HOUR, clock = Date.now } = options;
  const { regions = USUAL_REGIONS, roles, pageSize = 100 } = options;
  const calls: Call[] = [];
  const known = identities(options.accounts, options.partition ?? "aws");
  const estate = estateOf(options.documents, recorders);
  const facts = factsOf(options.documents);
  const operations = configOperations(estate, new Set(notSelectable), options.aggregator, options.rules);
  const page = pager();
  const faultsOf = faultScript(faults);
  const refusalOf = refusals();

  const aggregated = new Map<string, Place>();
  function placeFor(operation: string, account: string, region: string): Place {
    const own = estate(account, region);
    if (options.aggregator === undefined || !operation.includes("Aggregat")) return own;
    const key = `${account} ${region}`;
    const place = aggregated.get(key) ?? aggregatedPlace(options.aggregator, estate, own);
    aggregated.set(key, place);
    return place;
  }

  function answer(call: Call, met: readonly Fault[]): Answer {
    const caller = known.of(call.accessKeyId);
    if (caller === undefined) return refuse(call, "unrecognized_client");
    if (caller.expires !== undefined && caller.expires <= call.at) return refuse(call, "expired_token");
    const { service, operation, region, input } = call;
    const action = iamAction(call);
    const granted = typeof options.granted === "function" ? options.granted(caller.arn) : options.granted;
    if (granted?.has(action) === false && action !== NEEDS_NO_LEAVE) return refuse(call, "access_denied");
    if (service === "sts") {
      return answerSts({ operation, input, caller, identities: known, roles, expires: clock() + sessionMs });
    }
    const served = SERVICES.get(service);
    const handler = served?.operations[operation];
    if (served !== undefined && handler !== undefined) {
      const place = facts(caller.account, region);
      const request = { service, operation, place, input, faults: met };
      const members = onePage(handler(place, input), request, { limit: pageSize, page });
      return encodeAnswer(served.protocol, operation, members);
    }
    if (service === "organizations") return answerOrganizations(options.organization, operation, input);
    if (service === "ec2" && operation === "DescribeRegions") return answerRegions(regions, input);
    const run = service === "config" ? operations.get(operation) : undefined;
    if (run === undefined) throw new ServiceError("UnknownOperationException", `${service}:${operation} is not served`);
    return jsonAnswer(run({ operation, place: placeFor(operation, caller.account, region), input, faults: met }));
  }

  async function serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readWireRequest(message);
    if (request === undefined) {
      const unsigned = new ServiceError("MissingAuthenticationTokenException", "Missing Authentication Token");
      send(response, { ...jsonAnswer({ message: unsigned.message }), status: 403, error: unsigned.code }, []);
      return;
    }
    const account = known.of(request.accessKeyId)?.account;
    const call: Call = { ...request, account, at: clock(), outcome: "ok" };
    calls.push(call);
    const met = faultsOf(call);
    const late = options.checksTime === true ? refusalOfTime(request.sentAt, call.at) : undefined;
    const given = refusalOf(call, met) ?? answerOrError(call, () => (late ? fail(late) : answer(call, met)));
    const sent = options.wire?.(call, given) ?? given;
    call.outcome = sent.error ?? met[0]?.fault ?? "ok";
    send(response, sent, met);
  }

  // A process that is busy for seconds may still use the connections that it has.
  const server = createServer({ keepAliveTimeout: 0 }, (message, response) => {
    // Only a connection that ended in the middle of a request comes here.
    serve(message, response).catch(() => response.destroy());
  });
  const close = closerOf(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    callsOf: (operation) => calls.filter((call) => call.operation === operation),
    close,
  };
}

const FIVE_MINUTES = 300_000;

function refusalOfTime(sentAt: number, now: number): ServiceError | undefined {
  if (Math.abs(sentAt - now) <= FIVE_MINUTES) return undefined;
  const [sent, taken] = [sentAt, now].map((at) => new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, ""));
  const said = sentAt < now ? `expired: ${sent} is now earlier than` : `not yet current: ${sent} is still later than`;
  return new ServiceError("InvalidSignatureException", `Signature ${said} ${taken}`, 403);
}

function fail(error: ServiceError): never {
  throw error;
}

function answerOrError(call: Call, give: () => Answer): Answer {
  try {
    return give();
  } catch (error) {
    if (error instanceof ServiceError) return errorAnswer(call, error);
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return errorAnswer(call, new ServiceError("InternalServerError", message, 500));
  }
}
