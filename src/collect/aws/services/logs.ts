import {
  CloudWatchLogsClient,
  DescribeDeliveriesCommand,
  DescribeDeliverySourcesCommand,
  DescribeLogGroupsCommand,
  DescribeMetricFiltersCommand,
  DescribeResourcePoliciesCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Commands } from "../command.ts";

export const Client = CloudWatchLogsClient;

export const commands = {
  DescribeDeliveries: DescribeDeliveriesCommand,
  DescribeDeliverySources: DescribeDeliverySourcesCommand,
  DescribeLogGroups: DescribeLogGroupsCommand,
  DescribeMetricFilters: DescribeMetricFiltersCommand,
  DescribeResourcePolicies: DescribeResourcePoliciesCommand,
} satisfies Commands;
