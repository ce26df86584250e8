import {
  LambdaClient,
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  GetRuntimeManagementConfigCommand,
  ListFunctionUrlConfigsCommand,
  ListFunctionsCommand,
  ListTagsCommand,
} from "@aws-sdk/client-lambda";
import type { Commands } from "../command.ts";

export const Client = LambdaClient;

export const commands = {
  GetFunctionConfiguration: GetFunctionConfigurationCommand,
  GetPolicy: GetPolicyCommand,
  GetRuntimeManagementConfig: GetRuntimeManagementConfigCommand,
  ListFunctionUrlConfigs: ListFunctionUrlConfigsCommand,
  ListFunctions: ListFunctionsCommand,
  ListTags: ListTagsCommand,
} satisfies Commands;
