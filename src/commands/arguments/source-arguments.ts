import type { ItemSource } from "../../collect/aws/options.ts";
import type { CloudName } from "../../collect/azure/clouds.ts";
import type { TagFilter } from "../../collect/azure/options.ts";

/** `--declare-read TYPE[@ACCOUNT[:REGION]]`: a declaration that nothing of the type was left out. */
export interface DeclaredRead {
  readonly type: string;
  /** Missing: every account. */
  readonly account?: string;
  /** Missing: every region. */
  readonly region?: string;
}

/** `--expected PROVIDER/ACCOUNT[:REGION]`: what should be there. */
export interface ExpectedPlace {
  readonly provider: string;
  readonly account: string;
  /** Missing: whatever regions the account has. */
  readonly region?: string;
}

/** What is read. */
export interface SourceChoice {
  /** Files, folders, patterns, `-`, or a cloud alone: `aws`, `azure`. Never empty. */
  readonly sources: readonly string[];
  /** For a cloud, also read the results of its own checks. */
  readonly witness?: boolean;
  /** Used only if that cloud is the source. */
  readonly aws: AwsChoice;
  readonly azure: AzureChoice;
}

/** What to read from AWS, and as whom. */
export interface AwsChoice {
  /** Empty: all that are enabled in each account. */
  readonly region: readonly string[];
  readonly account: readonly string[];
  /** File with one account per line. */
  readonly accountFile?: string;
  readonly excludeAccount: readonly string[];
  /** List the accounts of the organization. */
  readonly organization: boolean;
  /** Ids of organizational units. */
  readonly ou: readonly string[];
  readonly aggregator?: string;
  /** Where things that AWS Config may record are read from. Missing: from it where it records them. */
  readonly source?: ItemSource;
  /** Name or ARN. */
  readonly assumeRole?: string;
  readonly externalId?: string;
  readonly sessionName?: string;
  /** Of the configuration files. */
  readonly profile?: string;
}

export const CLOUD_NAMES = ["public", "usgov", "china"] as const satisfies readonly CloudName[];

/** Which part of Azure is read; empty lists leave nothing out. */
export interface AzureChoice {
  /** Missing: the public one. */
  readonly cloud?: CloudName;
  /** Ids or names. */
  readonly subscription: readonly string[];
  readonly managementGroup?: string;
  readonly resourceGroup: readonly string[];
  readonly tag: readonly TagFilter[];
  /** Every document by its id. */
  readonly fresh: boolean;
}
