import type { Call } from "./service.ts";

/** The calls of demarc's own: where there is something, and what AWS Config has of it. Calls for facts stand in the field list. */
export const REACH_CALLS = {
  /** No policy need allow it. */
  caller: { service: "sts", operation: "GetCallerIdentity" },
  role: { service: "sts", operation: "AssumeRole" },
  regions: { service: "ec2", operation: "DescribeRegions" },
} as const satisfies Readonly<Record<string, Call>>;

/** Of AWS Organizations. */
export const ORGANIZATION_CALLS = {
  accounts: ["ListAccounts"],
  units: ["ListAccountsForParent", "ListOrganizationalUnitsForParent"],
} as const;

export type OrganizationOperation = (typeof ORGANIZATION_CALLS)[keyof typeof ORGANIZATION_CALLS][number];

/** Of AWS Config; none of them changes anything. */
export const CONFIG_CALLS = {
  recorder: ["DescribeConfigurationRecorders", "DescribeConfigurationRecorderStatus"],
  items: ["SelectResourceConfig", "GetDiscoveredResourceCounts", "ListDiscoveredResources", "BatchGetResourceConfig"],
  aggregator: [
    "BatchGetAggregateResourceConfig",
    "DescribeConfigurationAggregatorSourcesStatus",
    "GetAggregateDiscoveredResourceCounts",
    "ListAggregateDiscoveredResources",
    "SelectAggregateResourceConfig",
  ],
} as const;

/** Of AWS Config, for what its managed rules say. */
export const WITNESS_CALLS = { rules: "DescribeConfigRules", verdicts: "GetComplianceDetailsByConfigRule" } as const;

export type ConfigOperation = (typeof CONFIG_CALLS)[keyof typeof CONFIG_CALLS][number];
