import { isObject, ownText } from "../../../inventory/json-text.ts";
import type { JsonObject } from "../../../inventory/json-text.ts";
import type { ResourceDocument } from "../../../model/resource.ts";
import type { Aws } from "./aws.ts";
import { noneOn, Refused } from "./aws.ts";
import type { JoinedFact } from "./fact.ts";
import { pick } from "./fact.ts";

const TRAIL = ["AWS::CloudTrail::Trail"];
/** Written like the trails of AWS Config, with a lower-case first letter. */
const STATUS = [
  "IsLogging",
  "LatestCloudWatchLogsDeliveryError",
  "LatestCloudWatchLogsDeliveryTime",
  "LatestDeliveryError",
  "LatestDeliveryTime",
  "LatestDigestDeliveryTime",
  "StartLoggingTime",
  "StopLoggingTime",
];

const FILTER = ["filterName", "filterPattern", "logGroupName", "metricTransformations"];

export const CLOUDTRAIL_FACTS: readonly JoinedFact[] = [
  { types: TRAIL, path: "@status", read: status },
  { types: TRAIL, path: "@event_selectors", read: eventSelectors },
  { types: TRAIL, path: "@metric_filters", read: metricFilters },
];

async function status(aws: Aws, { id }: ResourceDocument): Promise<JsonObject> {
  const answer = await aws.ask("cloudtrail", "GetTrailStatus", { Name: id });
  const members = Object.entries(pick(answer, STATUS) ?? {});
  return Object.fromEntries(members.map(([key, value]) => [`${key.charAt(0).toLowerCase()}${key.slice(1)}`, value]));
}

/** A trail uses one of the two kinds; the other is not in the answer. */
async function eventSelectors(aws: Aws, { id }: ResourceDocument): Promise<JsonObject | undefined> {
  const answer = await aws.ask("cloudtrail", "GetEventSelectors", { TrailName: id });
  const kinds = pick(answer, ["EventSelectors", "AdvancedEventSelectors"]) ?? {};
  const isAnswer = Object.values(kinds).some((list) => Array.isArray(list));
  return isAnswer ? { EventSelectors: [], AdvancedEventSelectors: [], ...definedOf(kinds) } : undefined;
}

function definedOf(members: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

/** The filters of the log group that the trail writes to. It may be in another region, and so are its metrics. */
async function metricFilters(aws: Aws, trail: ResourceDocument): Promise<unknown> {
  const { configuration } = trail;
  // Without a configuration this is not known; in one, a trail without a log group has null or nothing there.
  if (!isObject(configuration)) return undefined;
  const arn = ownText(configuration, "cloudWatchLogsLogGroupArn");
  if (arn === undefined) return null;
  const [, , , region = "", account, , logGroupName = ""] = arn.split(":");
  if (account !== aws.account) throw elsewhere(arn, aws);
  const listing = { input: { logGroupName }, elements: "metricFilters", token: ["nextToken", "nextToken"] as const };
  const asked = aws.at(region).list("logs", "DescribeMetricFilters", listing);
  const filters = (await noneOn(["ResourceNotFoundException"], asked)) ?? [];
  return filters.map((filter) => ({ ...pick(filter, FILTER), region }));
}

function elsewhere(arn: string, { account }: Aws): Refused {
  const message = `the log group of the trail is not in ${account}: ${arn}`;
  const help = "collect the account that keeps the trail's log group";
  return new Refused({ reason: "not_collected", call: "logs:DescribeMetricFilters", message, help });
}
