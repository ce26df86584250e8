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
  ListServiceSpecificCredentialsCommand,
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
  ListServiceSpecificCredentials: ListServiceSpecificCredentialsCommand,
  ListVirtualMFADevices: ListVirtualMFADevicesCommand,
} satisfies Commands;
