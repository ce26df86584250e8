import { ServiceCatalogClient, DescribePortfolioSharesCommand } from "@aws-sdk/client-service-catalog";
import type { Commands } from "../command.ts";

export const Client = ServiceCatalogClient;

export const commands = {
  DescribePortfolioShares: DescribePortfolioSharesCommand,
} satisfies Commands;
