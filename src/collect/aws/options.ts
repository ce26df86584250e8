import type { Clock } from "../clock.ts";
import type { Caller } from "./reach/caller.ts";

/** What to collect from AWS, and with which credentials. */
export interface AwsOptions {
  /** Resource types that the loaded rules need; nothing else is read. */
  readonly types: ReadonlySet<string>;
  /** The subset of `types` whose resources have no region, so that one region answers for the whole account. */
  readonly globalTypes: ReadonlySet<string>;
  /** The subset of `types` that no AWS Config call returns in the form the rules expect. */
  readonly notInConfig: ReadonlySet<string>;
  /** The paths that the rules read of each type, as the field lists write them. */
  readonly paths: ReadonlyMap<string, ReadonlySet<string>>;
  /** By type: those of these paths and their parents that every item has, with null where there is nothing. */
  readonly always: ReadonlyMap<string, readonly string[]>;
  /** By type: paths that only AWS Config returns, and why. */
  readonly notDirect: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Where resources that AWS Config may record are read from. Defaults to `config`. */
  readonly source?: ItemSource;
  /** If missing or empty, all enabled regions of each account. The first one is called for what has no region. */
  readonly regions?: readonly string[];
  /** Defaults to the account of the credentials. */
  readonly reach?: AccountChoice;
  /** A profile of the AWS configuration files. Defaults to what the environment says. */
  readonly profile?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Asks the user for the code that this device shows. Undefined if there is nobody to ask. */
  readonly askCode?: (device: string) => Promise<string>;
  /** The current time, ISO 8601 UTC. */
  readonly now: () => string;
  readonly clock: Clock;
  /** Defaults to `CALL_LIMITS`. */
  readonly limits?: Partial<CallLimits>;
  /**
   * Identifiers, in lower case, of AWS Config managed rules whose verdicts are read too, as a second witness. Defaults
   * to none.
   */
  readonly witness?: ReadonlySet<string>;
  /** The name of an AWS Config aggregator in the account of the credentials and the first region. */
  readonly aggregator?: string;
  /** Units that were read before and are not read again. */
  readonly done?: ReadonlySet<string>;
  readonly onProgress?: (progress: AwsProgress) => void;
  /** Called once, as soon as AWS has said whose credentials these are. */
  readonly onCaller?: (caller: Caller) => void;
}

/**
 * `config`: from AWS Config. `direct`: from the services themselves, without asking AWS Config. `auto`: from AWS Config
 * where it records the type in the account and region, otherwise from the services.
 */
export type ItemSource = "config" | "direct" | "auto";

/** Which accounts are read. */
export interface AccountChoice {
  /**
   * 12 digits each. If empty, all accounts of the organization, or else the account of the credentials, the only one
   * that can be read without a role.
   */
  readonly accounts: readonly string[];
  readonly excluded: readonly string[];
  /** Whether the accounts of the organization are listed. */
  readonly organization: boolean;
  /** Ids of organizational units; if empty, the whole organization. */
  readonly units: readonly string[];
  /** The role to assume in each account. If missing, the credentials are used as they are. */
  readonly role?: RoleChoice;
}

export const OWN_ACCOUNT: AccountChoice = { accounts: [], excluded: [], organization: false, units: [] };

export interface RoleChoice {
  /** The name with its path, or an ARN, whose account is replaced by each one that is read. */
  readonly name: string;
  readonly externalId?: string;
  readonly sessionName: string;
}

/** When to give up on a call. */
export interface CallLimits {
  /** Milliseconds for one attempt, from the first byte sent to the last byte received. */
  readonly deadline: number;
  /** Milliseconds for opening a connection. */
  readonly connect: number;
  /** Attempts if AWS throttles the call. */
  readonly throttledAttempts: number;
  /** Attempts if the network or AWS itself fails. */
  readonly failedAttempts: number;
  /** Milliseconds to wait before a failed call is tried again; doubles each time. */
  readonly backoff: number;
}

export const CALL_LIMITS: CallLimits = {
  deadline: 60_000,
  connect: 10_000,
  throttledAttempts: 10,
  failedAttempts: 4,
  backoff: 500,
};

export interface AwsProgress {
  /** Answers so far, including refusals. */
  readonly calls: number;
  /** How many of these were throttled. */
  readonly throttled: number;
  /** Pages of resources. */
  readonly pages: number;
  readonly resources: number;
  /** Accounts fully read, and all there are to read. */
  readonly accounts: Share;
  /** The same for the regions of the accounts begun so far. */
  readonly regions: Share;
  /** How much of what was left at the start has been read, from 0 to 1; all regions count the same. */
  readonly share: number;
}

export interface Share {
  readonly done: number;
  readonly all: number;
}
