import {
  IAMClient,
  GenerateCredentialReportCommand,
  GetAccountAuthorizationDetailsCommand,
  GetAccountPasswordPolicyCommand,
  GetAccountSummaryCommand,
  GetCredentialReportCommand,
  ListEntitiesForPolicyCommand,
  ListOrganizationsFeaturesCommand,
  ListPolicyTagsCommand,
  ListServerCertificatesCommand,
  ListVirtualMFADevicesCommand,
} from "@aws-sdk/client-iam";
import type { Commands } from "../command.ts";

export const Client = IAMClient;

export const commands = {
  GenerateCredentialReport: GenerateCredentialReportCommand,
  GetAccountAuthorizationDetails: GetAccountAuthorizationDetailsCommand,
  GetAccountPasswordPolicy: GetAccountPasswordPolicyCommand,
  GetAccountSummary: GetAccountSummaryCommand,
  GetCredentialReport: GetCredentialReportCommand,
  ListEntitiesForPolicy: ListEntitiesForPolicyCommand,
  ListOrganizationsFeatures: ListOrganizationsFeaturesCommand,
  ListPolicyTags: ListPolicyTagsCommand,
  ListServerCertificates: ListServerCertificatesCommand,
  ListVirtualMFADevices: ListVirtualMFADevicesCommand,
} satisfies Commands;
