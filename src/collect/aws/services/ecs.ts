import {
  ECSClient,
  DescribeClustersCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  ListClustersCommand,
  ListServicesCommand,
  ListTaskDefinitionsCommand,
} from "@aws-sdk/client-ecs";
import type { Commands } from "../command.ts";

export const Client = ECSClient;

export const commands = {
  DescribeClusters: DescribeClustersCommand,
  DescribeServices: DescribeServicesCommand,
  DescribeTaskDefinition: DescribeTaskDefinitionCommand,
  ListClusters: ListClustersCommand,
  ListServices: ListServicesCommand,
  ListTaskDefinitions: ListTaskDefinitionsCommand,
} satisfies Commands;
