import type { Clock } from "../clock.ts";
import type { Caller } from "./reach/caller.ts";

/** What to collect from AWS, and with which credentials. */
export interface AwsOptions {
  /** Resource types that the loaded rules need; nothing else is read. */
  readonly types: ReadonlySet<string>;
  /** Of these: types whose things have no region, so that one region's answer is the account's. */
  readonly globalTypes: ReadonlySet<string>;
  /** Of these: types that no call of AWS Config gives as the rules expect them. */
  readonly notInConfig: ReadonlySet<string>;
  /** What the rules read of each of them, as the field lists write paths. */
  readonly paths: ReadonlyMap<string, ReadonlySet<string>>;
  /** Of these paths and what stands above them: keys that every item has, null where there is nothing; by type. */
  readonly always: ReadonlyMap<string, readonly string[]>;
  /** By type: paths that no call but those of AWS Config gives, and why. */
  readonly notDirect: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Where things that AWS Config may record are read from. Missing: `config`. */
  readonly source?: ItemSource;
  /** Missing or empty: in each account all that are enabled. The first one is called for what has no region. */
  readonly regions?: readonly string[];
  /** Missing: the account of the credentials. */
  readonly reach?: AccountChoice;
  /** Of the AWS configuration files. Missing: what the environment says. */
  readonly profile?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Asks the user for the code that this device shows. Missing: there is nobody to ask. */
  readonly askCode?: (device: string) => Promise<string>;
  /** The present moment, ISO 8601 UTC. */
  readonly now: () => string;
  readonly clock: Clock;
  /** Missing: as they are below. */
  readonly limits?: Partial<CallLimits>;
  /**
   * Identifiers, in lower case, of managed rules of AWS Config whose verdicts are read too, as a second witness. Missing:
   * none is.
   */
  readonly witness?: ReadonlySet<string>;
  /** Name of an aggregator of AWS Config, of the account of the credentials and the first region. */
  readonly aggregator?: string;
  /** Units that were read before: they are not read again. */
  readonly done?: ReadonlySet<string>;
  readonly onProgress?: (progress: AwsProgress) => void;
  /** Told once, as soon as AWS has said whose credentials these are. */
  readonly onCaller?: (caller: Caller) => void;
}

/**
 * `config`: from AWS Config. `direct`: from the services themselves, and AWS Config is not asked. `auto`: from AWS Config
 * what it records in the account and region, the rest from the services.
 */
export type ItemSource = "config" | "direct" | "auto";

/** Which accounts are read. */
export interface AccountChoice {
  /** 12 digits each; empty: all of the organization, or that of the credentials, which one alone must be. */
  readonly accounts: readonly string[];
  readonly excluded: readonly string[];
  /** Its accounts are listed. */
  readonly organization: boolean;
  /** Ids of organizational units; empty: the whole organization. */
  readonly units: readonly string[];
  /** To be assumed in each account. Missing: the credentials are used as they are. */
  readonly role?: RoleChoice;
}

export const OWN_ACCOUNT: AccountChoice = { accounts: [], excluded: [], organization: false, units: [] };

export interface RoleChoice {
  /** With its path, or an ARN, whose account gives way to each that is read. */
  readonly name: string;
  readonly externalId?: string;
  readonly sessionName: string;
}

/** When a call is given up. */
export interface CallLimits {
  /** Milliseconds for one attempt, from the first byte sent to the last received. */
  readonly deadline: number;
  /** Milliseconds until a connection stands. */
  readonly connect: number;
  /** Attempts where AWS says that too many calls come. */
  readonly throttledAttempts: number;
  /** Attempts where the network or AWS itself failed. */
  readonly failedAttempts: number;
  /** Milliseconds of waiting before a failed call is tried again; doubles each time. */
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
  /** Answers so far, refusals too. */
  readonly calls: number;
  /** Of these, refused for their rate. */
  readonly throttled: number;
  /** Pages of resources. */
  readonly pages: number;
  readonly resources: number;
  /** Accounts that are wholly read, and all there are to read. */
  readonly accounts: Share;
  /** The same for regions, as far as the accounts begun so far have any. */
  readonly regions: Share;
  /** How much of what was left to read at the start is read, from 0 to 1; regions count alike. */
  readonly share: number;
}

export interface Share {
  readonly done: number;
  readonly all: number;
}
