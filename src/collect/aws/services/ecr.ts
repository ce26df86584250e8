import {
  ECRClient,
  BatchGetRepositoryScanningConfigurationCommand,
  DescribeImageScanFindingsCommand,
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  GetLifecyclePolicyCommand,
  GetRegistryPolicyCommand,
  GetRepositoryPolicyCommand,
  ListTagsForResourceCommand,
} from "@aws-sdk/client-ecr";
import type { Commands } from "../command.ts";

export const Client = ECRClient;

export const commands = {
  BatchGetRepositoryScanningConfiguration: BatchGetRepositoryScanningConfigurationCommand,
  DescribeImageScanFindings: DescribeImageScanFindingsCommand,
  DescribeImages: DescribeImagesCommand,
  DescribeRepositories: DescribeRepositoriesCommand,
  GetLifecyclePolicy: GetLifecyclePolicyCommand,
  GetRegistryPolicy: GetRegistryPolicyCommand,
  GetRepositoryPolicy: GetRepositoryPolicyCommand,
  ListTagsForResource: ListTagsForResourceCommand,
} satisfies Commands;
