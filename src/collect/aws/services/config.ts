import {
  ConfigServiceClient,
  BatchGetResourceConfigCommand,
  DescribeConfigurationRecorderStatusCommand,
  DescribeConfigurationRecordersCommand,
  DescribeDeliveryChannelsCommand,
  GetDiscoveredResourceCountsCommand,
  ListDiscoveredResourcesCommand,
  SelectResourceConfigCommand,
} from "@aws-sdk/client-config-service";
import type { Commands } from "../command.ts";

export const Client = ConfigServiceClient;

export const commands = {
  BatchGetResourceConfig: BatchGetResourceConfigCommand,
  DescribeConfigurationRecorderStatus: DescribeConfigurationRecorderStatusCommand,
  DescribeConfigurationRecorders: DescribeConfigurationRecordersCommand,
  DescribeDeliveryChannels: DescribeDeliveryChannelsCommand,
  GetDiscoveredResourceCounts: GetDiscoveredResourceCountsCommand,
  ListDiscoveredResources: ListDiscoveredResourcesCommand,
  SelectResourceConfig: SelectResourceConfigCommand,
} satisfies Commands;
