import {
  OrganizationsClient,
  DescribeOrganizationCommand,
  ListPoliciesCommand,
  ListTargetsForPolicyCommand,
} from "@aws-sdk/client-organizations";
import type { Commands } from "../command.ts";

export const Client = OrganizationsClient;

export const commands = {
  DescribeOrganization: DescribeOrganizationCommand,
  ListPolicies: ListPoliciesCommand,
  ListTargetsForPolicy: ListTargetsForPolicyCommand,
} satisfies Commands;
