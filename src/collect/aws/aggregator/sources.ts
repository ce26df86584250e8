import { own, ownText, parseJson } from "../../../inventory/json-text.ts";
import type { JsonObject } from "../../../inventory/json-text.ts";
import type { RegionApi } from "../region-api.ts";
import type { Failure } from "../config/api.ts";
import { foreign } from "../config/api.ts";
import type { Cause } from "../config/blind-spot.ts";
import { pagesOf } from "../config/paged.ts";
import { PAGE_SIZE } from "../config/plan.ts";

/** An aggregator of AWS Config: which accounts and regions it holds, and how they are recorded. */
export interface Aggregator {
  readonly name: string;
  /** Calls the region of the aggregator. */
  readonly api: RegionApi;
  /** By account and region. */
  readonly cells: ReadonlyMap<string, ReadonlyMap<string, Cell>>;
  /** Regions in which it holds a whole organization: it has all accounts but does not show those without a recorder. */
  readonly whole: ReadonlySet<string>;
}

/** One account and region of the aggregator. For a whole organization, only those with a recorder are known. */
export interface Cell {
  /** Why the aggregator's data may be out of date. */
  readonly stale?: Cause;
  /** The recorder there, as recorded by AWS Config; undefined if none is seen. */
  readonly recorder?: JsonObject;
}

interface OpenCell extends Cell {
  stale?: Cause;
  recorder?: JsonObject;
}

const SOURCES = "DescribeConfigurationAggregatorSourcesStatus";
const SELECT = "SelectAggregateResourceConfig";
const RECORDERS =
  "SELECT accountId, awsRegion, resourceName, configuration WHERE resourceType = 'AWS::Config::ConfigurationRecorder'";

/** Asks an aggregator for its sources and for the recorders in them. */
export async function openAggregator(api: RegionApi, name: string): Promise<Aggregator | { failure: Failure }> {
  const cells = new Map<string, Map<string, OpenCell>>();
  /** Sources that are a whole organization, by region. */
  const whole = new Map<string, { readonly stale?: Cause }>();
  const cellOf = (account: string, region: string): OpenCell => {
    const regions = cells.get(account) ?? new Map<string, OpenCell>();
    cells.set(account, regions);
    const cell = regions.get(region) ?? {};
    regions.set(region, cell);
    return cell;
  };
  const named = { ConfigurationAggregatorName: name, Limit: PAGE_SIZE };
  const sources = {
    operation: SOURCES,
    input: named,
    elements: "AggregatedSourceStatusList",
    token: "NextToken",
  } as const;
  for await (const page of pagesOf(api, sources)) {
    if ("failure" in page) return page;
    for (const source of page.elements) {
      const [account, region] = [ownText(source, "SourceId"), ownText(source, "AwsRegion")];
      // Leaving it out would make an account look as if it did not exist.
      if (account === undefined || region === undefined)
        return { failure: foreign(api, SOURCES, "a source has no account or no region") };
      const stale = staleness(source, name);
      const known = { ...(stale && { stale }) };
      if (ownText(source, "SourceType") === "ORGANIZATION") whole.set(region, known);
      else if (/^\d{12}$/.test(account)) Object.assign(cellOf(account, region), known);
    }
  }
  const input = { ...named, Expression: RECORDERS };
  for await (const page of pagesOf(api, { operation: SELECT, input, elements: "Results", token: "NextToken" })) {
    if ("failure" in page) return page;
    for (const text of page.elements) {
      const row = typeof text === "string" ? parseJson(text) : undefined;
      const [account, region] = [ownText(row, "accountId"), ownText(row, "awsRegion")];
      const recorder = lowered(own(row, "configuration"));
      if (account === undefined || region === undefined)
        return { failure: foreign(api, SELECT, "a recorder has no account or no region") };
      if (!isCustomers(recorder)) continue;
      const ofWhole = whole.get(region);
      const cell = cells.get(account)?.get(region) ?? (ofWhole && Object.assign(cellOf(account, region), ofWhole));
      if (cell !== undefined) cell.recorder = recorder as JsonObject;
    }
  }
  return { name, api, cells, whole: new Set(whole.keys()) };
}

function staleness(source: unknown, name: string): Cause | undefined {
  const status = ownText(source, "LastUpdateStatus");
  if (status === "SUCCEEDED") return undefined;
  const [code, said] = [ownText(source, "LastErrorCode"), ownText(source, "LastErrorMessage")];
  return {
    reason: "stale",
    call: `config:${SOURCES}`,
    ...(code !== undefined && { code }),
    message: `the aggregator ${name} was not brought up to date${said === undefined ? "" : `: ${said}`}`,
    help: "authorize the aggregator in these accounts and regions again",
  };
}

function isCustomers(recorder: unknown): boolean {
  return ownText(recorder, "recordingScope") !== "INTERNAL" && ownText(recorder, "servicePrincipal") === undefined;
}

/** AWS Config records its own recorders with upper-case first letters, but describes them with lower-case ones. */
function lowered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowered);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key.slice(0, 1).toLowerCase() + key.slice(1), lowered(member)]),
  );
}
