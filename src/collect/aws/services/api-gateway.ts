import {
  APIGatewayClient,
  GetAuthorizersCommand,
  GetResourcesCommand,
  GetRestApiCommand,
} from "@aws-sdk/client-api-gateway";
import type { Commands } from "../command.ts";

export const Client = APIGatewayClient;

export const commands = {
  GetAuthorizers: GetAuthorizersCommand,
  GetResources: GetResourcesCommand,
  GetRestApi: GetRestApiCommand,
} satisfies Commands;
