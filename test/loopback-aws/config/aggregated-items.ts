import type { ConfigItem } from "../config-item.ts";
import type { Estate } from "../estate.ts";
import { faultNamed } from "../faults.ts";
import { named } from "./aggregator.ts";
import type { AggregatorSource, LoopbackAggregator } from "./aggregator.ts";
import { baseItem } from "./base-item.ts";
import { itemOf } from "./batch-get-resource-config.ts";
import type { ConfigOperation } from "./operation.ts";
import type { Pager } from "./pages.ts";
import { limitOf, listOf, MAX_LIMIT, textOf } from "./validation.ts";

const MOST_KEYS = 100;

type Members = Readonly<Record<string, unknown>>;

/** Identifiers of one type, with the account and region that record each. */
export function listAggregate(
  pages: Pager,
  estate: Estate,
  aggregator: LoopbackAggregator | undefined,
): ConfigOperation {
  return (request) => {
    const { sources } = named(request, aggregator);
    const type = textOf(request.input, "ResourceType");
    const { AccountId, Region } = (request.input["Filters"] ?? {}) as Members;
    const elements = sources
      .filter(({ account, region }) => [AccountId ?? account, Region ?? region].join() === [account, region].join())
      .flatMap((source) => itemsOf(estate, source, type).map((item) => identifier(source, item)));
    const { Limit, NextToken } = request.input;
    const name = JSON.stringify([type, AccountId, Region]);
    const page = pages(request, { name, elements, limit: limitOf(Limit, MAX_LIMIT), token: NextToken });
    return { ResourceIdentifiers: page.elements, NextToken: page.nextToken };
  };
}

function itemsOf(estate: Estate, { account, region }: AggregatorSource, type: string): ConfigItem[] {
  return estate(account, region).recorded.filter(({ resourceType }) => resourceType === type);
}

function identifier({ account, region }: AggregatorSource, { resourceId, resourceType, resourceName }: ConfigItem) {
  return {
    SourceAccountId: account,
    SourceRegion: region,
    ResourceId: resourceId,
    ResourceType: resourceType,
    ResourceName: resourceName,
  };
}

/** Keys of what no source records are left out without a word. */
export function batchGetAggregate(estate: Estate, aggregator: LoopbackAggregator | undefined): ConfigOperation {
  return (request) => {
    const { sources } = named(request, aggregator);
    const keys = listOf(request.input, "ResourceIdentifiers", MOST_KEYS, 1) as Members[];
    const count = faultNamed(request.faults, "unprocessed_keys")?.count ?? 0;
    const processed = keys.slice(0, Math.max(0, keys.length - count));
    const items = processed.flatMap((key) => {
      const [account, region] = [textOf(key, "SourceAccountId"), textOf(key, "SourceRegion")];
      const isSource = sources.some((source) => source.account === account && source.region === region);
      const item = isSource
        ? itemOf(estate(account, region), textOf(key, "ResourceType"), textOf(key, "ResourceId"))
        : undefined;
      return item === undefined ? [] : [baseItem(item)];
    });
    return { BaseConfigurationItems: items, UnprocessedResourceIdentifiers: keys.slice(processed.length) };
  };
}
