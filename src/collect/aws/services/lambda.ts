import {
  LambdaClient,
  GetFunctionConfigurationCommand,
  GetFunctionUrlConfigCommand,
  GetPolicyCommand,
  GetRuntimeManagementConfigCommand,
  ListFunctionsCommand,
  ListTagsCommand,
} from "@aws-sdk/client-lambda";
import type { Commands } from "../command.ts";

export const Client = LambdaClient;

export const commands = {
  GetFunctionConfiguration: GetFunctionConfigurationCommand,
  GetFunctionUrlConfig: GetFunctionUrlConfigCommand,
  GetPolicy: GetPolicyCommand,
  GetRuntimeManagementConfig: GetRuntimeManagementConfigCommand,
  ListFunctions: ListFunctionsCommand,
  ListTags: ListTagsCommand,
} satisfies Commands;
