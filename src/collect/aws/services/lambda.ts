import {
  LambdaClient,
  GetFunctionConfigurationCommand,
  GetFunctionUrlConfigCommand,
  GetRuntimeManagementConfigCommand,
} from "@aws-sdk/client-lambda";
import type { Commands } from "../command.ts";

export const Client = LambdaClient;

export const commands = {
  GetFunctionConfiguration: GetFunctionConfigurationCommand,
  GetFunctionUrlConfig: GetFunctionUrlConfigCommand,
  GetRuntimeManagementConfig: GetRuntimeManagementConfigCommand,
} satisfies Commands;
