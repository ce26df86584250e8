import {
  ECRClient,
  BatchGetRepositoryScanningConfigurationCommand,
  DescribeImageScanFindingsCommand,
  DescribeImagesCommand,
} from "@aws-sdk/client-ecr";
import type { Commands } from "../command.ts";

export const Client = ECRClient;

export const commands = {
  BatchGetRepositoryScanningConfiguration: BatchGetRepositoryScanningConfigurationCommand,
  DescribeImageScanFindings: DescribeImageScanFindingsCommand,
  DescribeImages: DescribeImagesCommand,
} satisfies Commands;
