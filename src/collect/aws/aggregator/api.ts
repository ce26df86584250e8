import { isObject, own } from "../../../inventory/json-text.ts";
import type { JsonObject } from "../../../inventory/json-text.ts";
import type { Answer, ConfigApi, Operation } from "../config/api.ts";
import { foreign } from "../config/api.ts";
import type { Aggregator } from "./sources.ts";

/** What an aggregator holds of one account, asked for as if it were one region of it. */
export function aggregatedApi({ name, api }: Aggregator, account: string, regions: readonly string[]): ConfigApi {
  const aggregator = { ConfigurationAggregatorName: name };
  const places = ["global", ...regions].map((region) => `'${region}'`).join(", ");
  return {
    region: api.region,
    within: `accountId = '${account}' AND awsRegion IN (${places})`,
    call: async (operation, input) => {
      if (operation === "SelectResourceConfig")
        return api.call("SelectAggregateResourceConfig", { ...aggregator, ...input });
      if (operation === "GetDiscoveredResourceCounts") return counts(api, { ...aggregator, account }, input);
      return { failure: foreign(operation, "no aggregator answers this") };
    },
  };
}

const COUNTS: Operation = "GetAggregateDiscoveredResourceCounts";

async function counts(
  api: ConfigApi,
  { account, ...aggregator }: { readonly account: string; readonly ConfigurationAggregatorName: string },
  { limit, nextToken }: JsonObject,
): Promise<Answer> {
  const answer = await api.call(COUNTS, {
    ...aggregator,
    Filters: { AccountId: account },
    GroupByKey: "RESOURCE_TYPE",
    Limit: limit,
    ...(nextToken !== undefined && { NextToken: nextToken }),
  });
  if ("failure" in answer) return answer;
  const groups = own(answer.value, "GroupedResourceCounts");
  if (!Array.isArray(groups)) return { failure: foreign(COUNTS, "the answer has no list of counts") };
  const resourceCounts = groups
    .filter(isObject)
    .map(({ GroupName, ResourceCount }) => ({ resourceType: GroupName, count: ResourceCount }));
  return { value: { resourceCounts, nextToken: own(answer.value, "NextToken") } };
}
