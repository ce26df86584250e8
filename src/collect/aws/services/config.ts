import {
  ConfigServiceClient,
  BatchGetAggregateResourceConfigCommand,
  BatchGetResourceConfigCommand,
  DescribeConfigurationRecorderStatusCommand,
  DescribeConfigurationRecordersCommand,
  DescribeConfigRulesCommand,
  DescribeDeliveryChannelsCommand,
  GetComplianceDetailsByConfigRuleCommand,
  GetDiscoveredResourceCountsCommand,
  ListAggregateDiscoveredResourcesCommand,
  ListDiscoveredResourcesCommand,
  SelectResourceConfigCommand,
  DescribeConfigurationAggregatorSourcesStatusCommand,
  GetAggregateDiscoveredResourceCountsCommand,
  SelectAggregateResourceConfigCommand,
} from "@aws-sdk/client-config-service";
import type { Commands } from "../command.ts";

export const Client = ConfigServiceClient;

export const commands = {
  BatchGetAggregateResourceConfig: BatchGetAggregateResourceConfigCommand,
  BatchGetResourceConfig: BatchGetResourceConfigCommand,
  DescribeConfigurationRecorderStatus: DescribeConfigurationRecorderStatusCommand,
  DescribeConfigurationRecorders: DescribeConfigurationRecordersCommand,
  DescribeConfigRules: DescribeConfigRulesCommand,
  DescribeDeliveryChannels: DescribeDeliveryChannelsCommand,
  GetComplianceDetailsByConfigRule: GetComplianceDetailsByConfigRuleCommand,
  GetDiscoveredResourceCounts: GetDiscoveredResourceCountsCommand,
  ListAggregateDiscoveredResources: ListAggregateDiscoveredResourcesCommand,
  ListDiscoveredResources: ListDiscoveredResourcesCommand,
  SelectResourceConfig: SelectResourceConfigCommand,
  DescribeConfigurationAggregatorSourcesStatus: DescribeConfigurationAggregatorSourcesStatusCommand,
  GetAggregateDiscoveredResourceCounts: GetAggregateDiscoveredResourceCountsCommand,
  SelectAggregateResourceConfig: SelectAggregateResourceConfigCommand,
} satisfies Commands;
