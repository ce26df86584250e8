import { EventBridgeClient, DescribeEventBusCommand } from "@aws-sdk/client-eventbridge";
import type { Commands } from "../command.ts";

export const Client = EventBridgeClient;

export const commands = {
  DescribeEventBus: DescribeEventBusCommand,
} satisfies Commands;
