import type { Estate } from "../estate.ts";
import { batchGetAggregate, listAggregate } from "./aggregated-items.ts";
import { aggregateCounts, selectAggregate, sourcesStatus } from "./aggregator.ts";
import type { LoopbackAggregator } from "./aggregator.ts";
import { batchGetResourceConfig } from "./batch-get-resource-config.ts";
import { getDiscoveredResourceCounts } from "./discovered-resource-counts.ts";
import { listDiscoveredResources } from "./list-discovered-resources.ts";
import type { ConfigOperation } from "./operation.ts";
import { describeConfigRules, getComplianceDetails } from "./managed-rules.ts";
import type { LoopbackRule } from "./managed-rules.ts";
import { pager } from "./pages.ts";
import { describeConfigurationRecorders, describeConfigurationRecorderStatus } from "./recorders.ts";
import { getResourceConfigHistory } from "./resource-config-history.ts";
import { selectResourceConfig } from "./select-resource-config.ts";

/** Every operation of AWS Config that is answered here, by its name. */
export function configOperations(
  estate: Estate,
  notSelectable: ReadonlySet<string>,
  aggregator?: LoopbackAggregator,
  rules: readonly LoopbackRule[] = [],
): ReadonlyMap<string, ConfigOperation> {
  const pages = pager();
  const select = selectResourceConfig(pages, notSelectable);
  return new Map<string, ConfigOperation>([
    ["DescribeConfigRules", describeConfigRules(pages, rules)],
    ["GetComplianceDetailsByConfigRule", getComplianceDetails(pages, rules)],
    ["BatchGetResourceConfig", batchGetResourceConfig],
    ["DescribeConfigurationRecorderStatus", describeConfigurationRecorderStatus],
    ["DescribeConfigurationRecorders", describeConfigurationRecorders],
    ["GetDiscoveredResourceCounts", getDiscoveredResourceCounts(pages)],
    ["GetResourceConfigHistory", getResourceConfigHistory],
    ["ListDiscoveredResources", listDiscoveredResources(pages)],
    ["SelectResourceConfig", select],
    ["DescribeConfigurationAggregatorSourcesStatus", sourcesStatus(pages, aggregator)],
    ["BatchGetAggregateResourceConfig", batchGetAggregate(estate, aggregator)],
    ["ListAggregateDiscoveredResources", listAggregate(pages, estate, aggregator)],
    ["GetAggregateDiscoveredResourceCounts", aggregateCounts(pages, aggregator)],
    ["SelectAggregateResourceConfig", selectAggregate(select, aggregator)],
  ]);
}
