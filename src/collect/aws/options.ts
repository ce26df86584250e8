import type { Clock } from "../clock.ts";

/** What to collect from AWS, and with which credentials. */
export interface AwsOptions {
  /** Resource types that the loaded rules need; nothing else is read. */
  readonly types: ReadonlySet<string>;
  /** Of these: types whose things have no region, so that one region's answer is the account's. */
  readonly globalTypes: ReadonlySet<string>;
  /** Of these: types that no call of AWS Config gives as the rules expect them. */
  readonly notInConfig: ReadonlySet<string>;
  /** Missing or empty: the one that the credentials are configured for. */
  readonly regions?: readonly string[];
  /** 12 digits: what the credentials must be for, and what is believed where AWS does not say it. */
  readonly account?: string;
  /** Of the AWS configuration files. Missing: what the environment says. */
  readonly profile?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The present moment, ISO 8601 UTC. */
  readonly now: () => string;
  readonly clock: Clock;
  /** Missing: as they are below. */
  readonly limits?: Partial<CallLimits>;
  readonly onProgress?: (progress: AwsProgress) => void;
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
  readonly resources: number;
}
