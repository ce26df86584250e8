import {
  WAFV2Client,
  GetLoggingConfigurationCommand,
  GetWebACLCommand,
  GetWebACLForResourceCommand,
} from "@aws-sdk/client-wafv2";
import type { Commands } from "../command.ts";

export const Client = WAFV2Client;

export const commands = {
  GetLoggingConfiguration: GetLoggingConfigurationCommand,
  GetWebACL: GetWebACLCommand,
  GetWebACLForResource: GetWebACLForResourceCommand,
} satisfies Commands;
