import type { Call } from "./service.ts";

/** demarc's own calls: what there is, and what AWS Config has of it. The calls for facts are in the field list. */
export const REACH_CALLS = {
  /** Needs no permission in any policy. */
  caller: { service: "sts", operation: "GetCallerIdentity" },
  role: { service: "sts", operation: "AssumeRole" },
  regions: { service: "ec2", operation: "DescribeRegions" },
} as const satisfies Readonly<Record<string, Call>>;

/** Calls to AWS Organizations. */
export const ORGANIZATION_CALLS = {
  accounts: ["ListAccounts"],
  units: ["ListAccountsForParent", "ListOrganizationalUnitsForParent"],
} as const;

export type OrganizationOperation = (typeof ORGANIZATION_CALLS)[keyof typeof ORGANIZATION_CALLS][number];

/** Calls to AWS Config; none of them changes anything. */
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

/** Calls to AWS Config for the verdicts of its managed rules. */
export const WITNESS_CALLS = { rules: "DescribeConfigRules", verdicts: "GetComplianceDetailsByConfigRule" } as const;

export type ConfigOperation = (typeof CONFIG_CALLS)[keyof typeof CONFIG_CALLS][number];
