import { ElasticBeanstalkClient, DescribeConfigurationSettingsCommand } from "@aws-sdk/client-elastic-beanstalk";
import type { Commands } from "../command.ts";

export const Client = ElasticBeanstalkClient;

export const commands = {
  DescribeConfigurationSettings: DescribeConfigurationSettingsCommand,
} satisfies Commands;
