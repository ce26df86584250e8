import { isObject, own } from "../../../inventory/json-text.ts";
import type { JsonObject } from "../../../inventory/json-text.ts";
import type { Answer, ConfigApi } from "../config/api.ts";
import { callName, foreign, foreignAnswer } from "../config/api.ts";
import { GLOBAL } from "../config/place-globals.ts";
import type { Aggregator } from "./sources.ts";

/** The part of one account to read from an aggregator. */
export interface Aggregated {
  readonly account: string;
  /** The regions that are read. */
  readonly regions: readonly string[];
  /** By type: the region that records its resources without a region. */
  readonly homes: ReadonlyMap<string, string>;
}

const INSTEAD = {
  BatchGetResourceConfig: "BatchGetAggregateResourceConfig",
  GetDiscoveredResourceCounts: "GetAggregateDiscoveredResourceCounts",
  ListDiscoveredResources: "ListAggregateDiscoveredResources",
  SelectResourceConfig: "SelectAggregateResourceConfig",
} as const;

/** Presents what an aggregator holds of one account as if it were one region of that account. */
export function aggregatedApi({ name, api }: Aggregator, { account, regions, homes }: Aggregated): ConfigApi {
  const places = [GLOBAL, ...regions].map((region) => `'${region}'`).join(", ");
  const ask = (operation: keyof typeof INSTEAD, input: JsonObject): Promise<Answer> =>
    api.call(INSTEAD[operation], { ConfigurationAggregatorName: name, ...input });

  const counts = async ({ limit, nextToken }: JsonObject): Promise<Answer> => {
    const operation = "GetDiscoveredResourceCounts";
    const filter = { Filters: { AccountId: account }, GroupByKey: "RESOURCE_TYPE" };
    const answer = await ask(operation, { ...filter, ...paging(limit, nextToken) });
    return listIn(facade, answer, operation, "GroupedResourceCounts", (groups) => ({
      resourceCounts: groups.map(({ GroupName, ResourceCount }) => ({ resourceType: GroupName, count: ResourceCount })),
    }));
  };

  const list = async ({ resourceType, limit, nextToken }: JsonObject): Promise<Answer> => {
    const operation = "ListDiscoveredResources";
    const filter = { ResourceType: resourceType, Filters: { AccountId: account } };
    const answer = await ask(operation, { ...filter, ...paging(limit, nextToken) });
    return listIn(facade, answer, operation, "ResourceIdentifiers", (found) => ({
      // A resource without a region may be in one of these, and counts as one without a name.
      resourceIdentifiers: found
        .map(keyOf)
        .map((key) => (typeof key["region"] === "string" ? key : {}))
        .filter(({ region }) => region === undefined || regions.includes(String(region))),
    }));
  };

  const items = async ({ resourceKeys }: JsonObject): Promise<Answer> => {
    const keys = (Array.isArray(resourceKeys) ? resourceKeys : []).filter(isObject);
    const answer = await ask("BatchGetResourceConfig", {
      ResourceIdentifiers: keys.map(({ resourceType, resourceId, region }) => ({
        SourceAccountId: account,
        SourceRegion: region === GLOBAL ? homes.get(String(resourceType)) : region,
        ResourceId: resourceId,
        ResourceType: resourceType,
      })),
    });
    if ("failure" in answer) return answer;
    const unprocessed = own(answer.value, "UnprocessedResourceIdentifiers");
    return {
      value: {
        baseConfigurationItems: own(answer.value, "BaseConfigurationItems"),
        unprocessedResourceKeys: Array.isArray(unprocessed) ? unprocessed.filter(isObject).map(keyOf) : [],
      },
    };
  };

  const facade: ConfigApi = {
    region: api.region,
    within: `accountId = '${account}' AND awsRegion IN (${places})`,
    instead: INSTEAD,
    call: async (operation, input) => {
      if (operation === "SelectResourceConfig") return ask(operation, input);
      if (operation === "GetDiscoveredResourceCounts") return counts(input);
      if (operation === "ListDiscoveredResources") return list(input);
      if (operation === "BatchGetResourceConfig") return items(input);
      return { failure: foreignAnswer(callName(operation), "no aggregator answers this") };
    },
  };
  return facade;
}

/** The elements of a list as AWS Config names them, with the token of the next page; a failure if there is no list. */
function listIn(
  facade: ConfigApi,
  answer: Answer,
  operation: keyof typeof INSTEAD,
  member: string,
  translate: (elements: readonly JsonObject[]) => JsonObject,
): Answer {
  if ("failure" in answer) return answer;
  const elements = own(answer.value, member);
  if (!Array.isArray(elements) || !elements.every(isObject))
    return { failure: foreign(facade, operation, `the answer has no list "${member}" of objects`) };
  return { value: { ...translate(elements), nextToken: own(answer.value, "NextToken") } };
}

function paging(limit: unknown, token: unknown): JsonObject {
  return { Limit: limit, ...(token !== undefined && { NextToken: token }) };
}

/** A resource without a region is named with the region that records it. Inferred: AWS does not say so explicitly. */
function keyOf({ ResourceType, ResourceId, SourceRegion }: JsonObject): JsonObject {
  return { resourceType: ResourceType, resourceId: ResourceId, region: SourceRegion };
}
