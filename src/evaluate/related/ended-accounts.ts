import type { AccountEnd, BlindSpot } from "../../model/resource.ts";

/** Accounts that have ended according to the source. */
export interface EndedAccounts {
  /** False if it had already ended. */
  readonly add: (account: AccountEnd) => boolean;
  readonly has: (account: AccountEnd) => boolean;
  /** For an account of which more came nevertheless: the blind spot over the rest. Undefined if already reported. */
  readonly complainOf: (account: AccountEnd) => BlindSpot | undefined;
  /** Whether more came of any of them. */
  readonly isAnyResumed: () => boolean;
}

export function createEndedAccounts(): EndedAccounts {
  const ended = createAccountSet();
  const complained = createAccountSet();
  let isAnyResumed = false;
  return {
    ...ended,
    complainOf: ({ provider, account }) => {
      isAnyResumed = true;
      if (!complained.add({ provider, account })) return undefined;
      return {
        provider,
        account,
        types: ["*"],
        reason: "not_recognized",
        message: `more of the account ${account} came after the input had said that the account was complete`,
        help: "scan snapshots that hold parts of the same account as files of their own",
      };
    },
    isAnyResumed: () => isAnyResumed,
  };
}

function createAccountSet(): Pick<EndedAccounts, "add" | "has"> {
  const byProvider = new Map<string, Set<string>>();
  return {
    add: ({ provider, account }) => {
      const accounts = byProvider.get(provider) ?? new Set();
      byProvider.set(provider, accounts);
      const isNew = !accounts.has(account);
      accounts.add(account);
      return isNew;
    },
    has: ({ provider, account }) => byProvider.get(provider)?.has(account) === true,
  };
}
