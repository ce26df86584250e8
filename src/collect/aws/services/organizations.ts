import {
  OrganizationsClient,
  DescribeOrganizationCommand,
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListOrganizationalUnitsForParentCommand,
  ListPoliciesCommand,
  ListTargetsForPolicyCommand,
} from "@aws-sdk/client-organizations";
import type { Commands } from "../command.ts";

export const Client = OrganizationsClient;

export const commands = {
  DescribeOrganization: DescribeOrganizationCommand,
  ListAccounts: ListAccountsCommand,
  ListAccountsForParent: ListAccountsForParentCommand,
  ListOrganizationalUnitsForParent: ListOrganizationalUnitsForParentCommand,
  ListPolicies: ListPoliciesCommand,
  ListTargetsForPolicy: ListTargetsForPolicyCommand,
} satisfies Commands;
