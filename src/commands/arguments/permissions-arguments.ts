import type { OrganizationPart } from "../../report/permissions/iam.ts";
import type { RuleChoice } from "./arguments.ts";
import type { AwsChoice } from "./source-arguments.ts";

export const AWS_PERMISSION_FORMATS = ["json", "terraform", "cloudformation"] as const;
export const AZURE_PERMISSION_FORMATS = ["json", "bicep", "terraform"] as const;
export const PARTITIONS = ["aws", "aws-cn", "aws-us-gov"] as const;

/** A pipeline that may run demarc, as its tokens identify it. */
export interface PipelineChoice {
  readonly kind: "Github" | "Gitlab";
  /** Who signs the tokens. */
  readonly host: string;
  readonly audience: string;
  /** Never empty. */
  readonly subjects: readonly string[];
}

/** Who reads the accounts of an organization, and from where. */
export interface OrganizationChoice {
  /** Missing: all. */
  readonly part?: OrganizationPart;
  readonly hubAccount: string;
  readonly hubRole: string;
  readonly memberRole: string;
  readonly externalId?: string;
  /** Ids of organizational units; empty: the whole organization. */
  readonly units: readonly string[];
  /** Never empty. */
  readonly pipelines: readonly PipelineChoice[];
}

export interface AwsPermissionsArguments extends RuleChoice {
  readonly format: (typeof AWS_PERMISSION_FORMATS)[number];
  readonly partition: (typeof PARTITIONS)[number];
  /** Whether what AWS Config records is read from an aggregator. */
  readonly aggregator: boolean;
  /** Where what AWS Config records comes from. */
  readonly source: NonNullable<AwsChoice["source"]>;
  /** Whether results of AWS Config managed rules are read too. */
  readonly witness: boolean;
  /** Missing: one account. */
  readonly organization?: OrganizationChoice;
  /** Folder to write to; missing: stdout. */
  readonly output?: string;
}

export interface AzurePermissionsArguments extends RuleChoice {
  readonly format: (typeof AZURE_PERMISSION_FORMATS)[number];
  readonly roleName: string;
  /** Ids. */
  readonly subscription: readonly string[];
  readonly managementGroup?: string;
  /** Whether results of Azure's own checks are read too. */
  readonly witness: boolean;
  /** Folder to write to; missing: stdout. */
  readonly output?: string;
}
