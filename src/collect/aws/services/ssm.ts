import {
  SSMClient,
  DescribeDocumentPermissionCommand,
  DescribeInstanceInformationCommand,
  DescribeInstancePatchStatesCommand,
  GetDocumentCommand,
  GetServiceSettingCommand,
} from "@aws-sdk/client-ssm";
import type { Commands } from "../command.ts";

export const Client = SSMClient;

export const commands = {
  DescribeDocumentPermission: DescribeDocumentPermissionCommand,
  DescribeInstanceInformation: DescribeInstanceInformationCommand,
  DescribeInstancePatchStates: DescribeInstancePatchStatesCommand,
  GetDocument: GetDocumentCommand,
  GetServiceSetting: GetServiceSettingCommand,
} satisfies Commands;
