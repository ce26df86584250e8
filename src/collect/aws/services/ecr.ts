import {
  ECRClient,
  BatchGetRepositoryScanningConfigurationCommand,
  DescribeImageScanFindingsCommand,
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  GetLifecyclePolicyCommand,
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
  GetRepositoryPolicy: GetRepositoryPolicyCommand,
  ListTagsForResource: ListTagsForResourceCommand,
} satisfies Commands;
