import {
  CloudWatchLogsClient,
  DescribeDeliveriesCommand,
  DescribeDeliveryDestinationsCommand,
  DescribeDeliverySourcesCommand,
  DescribeLogGroupsCommand,
  DescribeMetricFiltersCommand,
  DescribeResourcePoliciesCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Commands } from "../command.ts";

export const Client = CloudWatchLogsClient;

export const commands = {
  DescribeDeliveries: DescribeDeliveriesCommand,
  DescribeDeliveryDestinations: DescribeDeliveryDestinationsCommand,
  DescribeDeliverySources: DescribeDeliverySourcesCommand,
  DescribeLogGroups: DescribeLogGroupsCommand,
  DescribeMetricFilters: DescribeMetricFiltersCommand,
  DescribeResourcePolicies: DescribeResourcePoliciesCommand,
} satisfies Commands;
