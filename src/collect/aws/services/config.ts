import {
  ConfigServiceClient,
  BatchGetResourceConfigCommand,
  DescribeConfigurationRecorderStatusCommand,
  DescribeConfigurationRecordersCommand,
  DescribeConfigRulesCommand,
  DescribeDeliveryChannelsCommand,
  GetComplianceDetailsByConfigRuleCommand,
  GetDiscoveredResourceCountsCommand,
  ListDiscoveredResourcesCommand,
  SelectResourceConfigCommand,
  DescribeConfigurationAggregatorSourcesStatusCommand,
  GetAggregateDiscoveredResourceCountsCommand,
  SelectAggregateResourceConfigCommand,
} from "@aws-sdk/client-config-service";
import type { Commands } from "../command.ts";

export const Client = ConfigServiceClient;

export const commands = {
  BatchGetResourceConfig: BatchGetResourceConfigCommand,
  DescribeConfigurationRecorderStatus: DescribeConfigurationRecorderStatusCommand,
  DescribeConfigurationRecorders: DescribeConfigurationRecordersCommand,
  DescribeConfigRules: DescribeConfigRulesCommand,
  DescribeDeliveryChannels: DescribeDeliveryChannelsCommand,
  GetComplianceDetailsByConfigRule: GetComplianceDetailsByConfigRuleCommand,
  GetDiscoveredResourceCounts: GetDiscoveredResourceCountsCommand,
  ListDiscoveredResources: ListDiscoveredResourcesCommand,
  SelectResourceConfig: SelectResourceConfigCommand,
  DescribeConfigurationAggregatorSourcesStatus: DescribeConfigurationAggregatorSourcesStatusCommand,
  GetAggregateDiscoveredResourceCounts: GetAggregateDiscoveredResourceCountsCommand,
  SelectAggregateResourceConfig: SelectAggregateResourceConfigCommand,
} satisfies Commands;
