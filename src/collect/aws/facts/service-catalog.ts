import type { JsonObject } from "../../../inventory/json-text.ts";
import type { ResourceDocument } from "../../../model/resource.ts";
import type { Aws } from "./aws.ts";
import type { JoinedFact } from "./fact.ts";
import { pick } from "./fact.ts";
import { resourceIdOf } from "./resource-id.ts";

const SHARED_WITH = ["ACCOUNT", "ORGANIZATION", "ORGANIZATIONAL_UNIT", "ORGANIZATION_MEMBER_ACCOUNT"];

export const PORTFOLIO_FACTS: readonly JoinedFact[] = [
  { types: ["AWS::ServiceCatalog::Portfolio"], path: "@shares", read: shares },
];

async function shares(aws: Aws, portfolio: ResourceDocument): Promise<unknown> {
  const found: (JsonObject | undefined)[] = [];
  for (const Type of SHARED_WITH) {
    const input = { PortfolioId: resourceIdOf(portfolio), Type };
    const token = ["PageToken", "NextPageToken"] as const;
    const listing = { input, elements: "PortfolioShareDetails", token };
    const all = await aws.list("service-catalog", "DescribePortfolioShares", listing);
    found.push(...all.map((one) => pick(one, ["Accepted", "PrincipalId", "SharePrincipals", "Type"])));
  }
  return found;
}
