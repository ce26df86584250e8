import type { Clock } from "../clock.ts";
import type { Bucket, BucketSize } from "./bucket.ts";
import { createBucket } from "./bucket.ts";
import type { RawAnswer } from "./raw-answer.ts";
import { clockTime } from "./waiting.ts";

/** How fast calls of one kind may follow each other. */
export interface Pace {
  readonly turn: () => Promise<void>;
  /** To be called with each answer: its headers say how many more calls Azure accepts. */
  readonly heard: (answer: RawAnswer) => void;
  readonly pause: (milliseconds: number) => void;
}

export interface Paces {
  /** The pace of a GET: Azure counts a principal's reads per subscription. */
  readonly ofAddress: (address: string) => Pace;
  readonly ofGraph: Pace;
}

/**
 * What Azure allows a principal per subscription and region since 2024:
 * https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling (2026-11-21)
 */
const READS: BucketSize = { capacity: 250, perSecond: 25 };
/**
 * What Resource Graph allows: https://learn.microsoft.com/azure/governance/resource-graph/concepts/guidance-for-throttled-requests
 * (2026-11-21)
 */
const QUERIES: BucketSize = { capacity: 15, perSecond: 3 };

const TENANT = "tenant";

export function openPaces(clock: Clock, stop: AbortSignal): Paces {
  const bySubscription = new Map<string, Bucket>();
  const byProvider = new Map<string, Pace>();
  const reads = (subscription: string): Bucket => {
    const bucket = bySubscription.get(subscription) ?? createBucket(clock, READS, stop);
    bySubscription.set(subscription, bucket);
    return bucket;
  };
  return {
    ofAddress: (address) => {
      const [subscription, provider] = placeOf(address);
      const key = `${subscription}/${provider}`;
      const pace = byProvider.get(key) ?? providerPace(reads(subscription), clock, stop);
      byProvider.set(key, pace);
      return pace;
    },
    ofGraph: graphPace(createBucket(clock, QUERIES, stop)),
  };
}

/** The pace of one resource provider. Each has limits of its own: one that throttles does not stop the others. */
function providerPace(bucket: Bucket, clock: Clock, stop: AbortSignal): Pace {
  let pausedUntil = 0;
  const turn = async (): Promise<void> => {
    const delay = pausedUntil - clock.now();
    if (delay <= 0 || stop.aborted) return bucket.turn();
    await clock.sleep(delay, stop);
    return turn();
  };
  return {
    turn,
    heard: ({ header }) => {
      const left = Number(header("x-ms-ratelimit-remaining-subscription-reads") ?? "none");
      if (Number.isFinite(left)) bucket.remaining(left);
    },
    pause: (milliseconds) => {
      pausedUntil = Math.max(pausedUntil, clock.now() + milliseconds);
    },
  };
}

function graphPace(bucket: Bucket): Pace {
  return {
    turn: bucket.turn,
    heard: ({ header }) => {
      const left = Number(header("x-ms-user-quota-remaining") ?? "none");
      if (!Number.isFinite(left)) return;
      bucket.remaining(left);
      if (left === 0) bucket.pause(clockTime(header("x-ms-user-quota-resets-after")) ?? 0);
    },
    pause: bucket.pause,
  };
}

function placeOf(address: string): readonly [subscription: string, provider: string] {
  const lower = address.toLowerCase();
  const subscription = /\/subscriptions\/([^/?]+)/.exec(lower)?.[1] ?? TENANT;
  const provider = [...lower.matchAll(/\/providers\/([^/?]+)/g)].at(-1)?.[1] ?? "";
  return [subscription, provider];
}
