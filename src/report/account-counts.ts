import type { OutcomeCounts, RunSummary } from "../model/run.ts";

/** Every account with the counts of its pairs, in the order of the summary; empty where the run does not have them. */
export function accountCounts({ by_account: all }: RunSummary): { name: string; counts: OutcomeCounts }[] {
  return Object.entries(all).flatMap(([provider, accounts]) =>
    Object.entries(accounts).map(([id, counts]) => ({ name: accountName(provider, id), counts })),
  );
}

/** As reports name it: `aws 111122223333`. */
export function accountName(provider: string, id: string): string {
  return `${provider} ${id === "*" ? "(no single account)" : id}`;
}
