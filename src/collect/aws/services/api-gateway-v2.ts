import { ApiGatewayV2Client, GetRoutesCommand } from "@aws-sdk/client-apigatewayv2";
import type { Commands } from "../command.ts";

export const Client = ApiGatewayV2Client;

export const commands = {
  GetRoutes: GetRoutesCommand,
} satisfies Commands;
