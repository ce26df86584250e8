import { ServiceError } from "../answer.ts";
import type { ConfigItem } from "../config-item.ts";
import type { Estate, Place } from "../estate.ts";
import type { ConfigOperation, ConfigRequest } from "./operation.ts";
import type { Pager } from "./pages.ts";
import { limitOf, MAX_LIMIT } from "./validation.ts";

/** An aggregator of the account and region that it is asked in. */
export interface LoopbackAggregator {
  readonly name: string;
  readonly sources: readonly AggregatorSource[];
  /** Its source is an organization: of its status the accounts are not told, only that of the whole in each region. */
  readonly organization?: { readonly id: string; readonly stale?: readonly string[] };
}

export interface AggregatorSource {
  readonly account: string;
  readonly region: string;
  /** Default: SUCCEEDED. */
  readonly status?: "SUCCEEDED" | "FAILED" | "OUTDATED";
}

/** Everything that its sources record, as if it were of one place. */
export function aggregatedPlace(aggregator: LoopbackAggregator, estate: Estate, asked: Place): Place {
  const places = aggregator.sources.map(({ account, region }) => estate(account, region));
  return {
    ...asked,
    recorded: places.flatMap((place) => [...recorderItems(place), ...place.recorded]),
    discovered: [],
  };
}

/** AWS Config records its own recorder, with each key in upper case. */
function recorderItems({ account, region, recorder }: Place): ConfigItem[] {
  const { state = "recording", excludes = [], only, globalTypes = true, daily = [] } = recorder;
  if (state === "absent") return [];
  const all = excludes.length === 0 && only === undefined;
  return [
    {
      accountId: account,
      awsRegion: region,
      resourceType: "AWS::Config::ConfigurationRecorder",
      resourceId: "default",
      configurationItemCaptureTime: "2026-11-20T06:00:00.000Z",
      configurationItemStatus: "OK",
      configurationStateId: "1",
      version: "1.3",
      configuration: {
        Name: "default",
        Recording: state === "recording",
        RecordingGroup: {
          AllSupported: all,
          IncludeGlobalResourceTypes: all && globalTypes,
          ResourceTypes: only ?? [],
          ExclusionByResourceTypes: { ResourceTypes: excludes },
          RecordingStrategy: {
            UseOnly: excludes.length > 0 ? "EXCLUSION_BY_RESOURCE_TYPES" : "ALL_SUPPORTED_RESOURCE_TYPES",
          },
        },
        RecordingMode: {
          RecordingFrequency: "CONTINUOUS",
          RecordingModeOverrides: daily.length === 0 ? [] : [{ ResourceTypes: daily, RecordingFrequency: "DAILY" }],
        },
      },
      supplementaryConfiguration: {},
    },
  ];
}

export function sourcesStatus(pages: Pager, aggregator: LoopbackAggregator | undefined): ConfigOperation {
  return (request) => {
    const { sources, organization } = named(request, aggregator);
    const elements =
      organization === undefined
        ? sources.map(({ account, region, status }) => sourceStatus(account, "ACCOUNT", region, status))
        : [...new Set(sources.map(({ region }) => region))].map((region) => {
            const status = organization.stale?.includes(region) ? "FAILED" : "SUCCEEDED";
            return sourceStatus(organization.id, "ORGANIZATION", region, status);
          });
    const { Limit, NextToken } = request.input;
    const page = pages(request, { name: "sources", elements, limit: limitOf(Limit, MAX_LIMIT), token: NextToken });
    return { AggregatedSourceStatusList: page.elements, NextToken: page.nextToken };
  };
}

function sourceStatus(
  SourceId: string,
  SourceType: "ACCOUNT" | "ORGANIZATION",
  AwsRegion: string,
  LastUpdateStatus: AggregatorSource["status"] = "SUCCEEDED",
): object {
  return {
    SourceId,
    SourceType,
    AwsRegion,
    LastUpdateStatus,
    LastUpdateTime: 1795154400,
    ...(LastUpdateStatus === "SUCCEEDED" ? {} : { LastErrorCode: "AccessDenied", LastErrorMessage: "not authorized" }),
  };
}

export function aggregateCounts(pages: Pager, aggregator: LoopbackAggregator | undefined): ConfigOperation {
  return (request) => {
    named(request, aggregator);
    const { Filters, Limit, NextToken } = request.input;
    const account = (Filters as { readonly AccountId?: string } | undefined)?.AccountId;
    const counts = new Map<string, number>();
    for (const { accountId, resourceType } of request.place.recorded)
      if (accountId === account) counts.set(resourceType, (counts.get(resourceType) ?? 0) + 1);
    const elements = [...counts].map(([GroupName, ResourceCount]) => ({ GroupName, ResourceCount }));
    const page = pages(request, {
      name: String(account),
      elements,
      limit: limitOf(Limit, MAX_LIMIT),
      token: NextToken,
    });
    return { GroupByKey: "RESOURCE_TYPE", GroupedResourceCounts: page.elements, NextToken: page.nextToken };
  };
}

export function selectAggregate(select: ConfigOperation, aggregator: LoopbackAggregator | undefined): ConfigOperation {
  return (request) => {
    named(request, aggregator);
    return select(request);
  };
}

export function named({ input }: ConfigRequest, aggregator: LoopbackAggregator | undefined): LoopbackAggregator {
  if (aggregator !== undefined && input["ConfigurationAggregatorName"] === aggregator.name) return aggregator;
  throw new ServiceError(
    "NoSuchConfigurationAggregatorException",
    "The configuration aggregator does not exist. Check the configuration aggregator name and try again.",
  );
}
