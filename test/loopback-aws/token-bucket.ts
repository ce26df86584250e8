/** Takes one token of the bucket of that name; false where it is empty. `at` in milliseconds. */
export type TokenBucket = (name: string, at: number) => boolean;

export function tokenBucket({ rate, burst }: { readonly rate: number; readonly burst: number }): TokenBucket {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return (name, at) => {
    const bucket = buckets.get(name) ?? { tokens: burst, at };
    const tokens = Math.min(burst, bucket.tokens + ((at - bucket.at) / 1000) * rate);
    const enough = tokens >= 1;
    buckets.set(name, { tokens: enough ? tokens - 1 : tokens, at });
    return enough;
  };
}
