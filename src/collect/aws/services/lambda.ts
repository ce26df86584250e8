import {
  LambdaClient,
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  GetRuntimeManagementConfigCommand,
  ListAliasesCommand,
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
  ListAliases: ListAliasesCommand,
  ListFunctionUrlConfigs: ListFunctionUrlConfigsCommand,
  ListFunctions: ListFunctionsCommand,
  ListTags: ListTagsCommand,
} satisfies Commands;
