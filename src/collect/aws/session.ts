/** What a request is signed with. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** Returns unexpired credentials; with `forceRefresh`, asks for new ones. */
export type CredentialSource = (options?: { readonly forceRefresh?: boolean }) => Promise<Credentials>;

/** The credentials that calls are made with. They are looked up for each call and renewed when they expire. */
export interface Session {
  readonly credentials: CredentialSource;
  /** How often the credentials were renewed because a call found them expired. */
  readonly renewals: () => number;
  /** Renews the credentials, unless done since `renewals` returned `since`; false if there are no new ones. */
  readonly renew: (since: number) => Promise<boolean>;
}

/** Opens a session. If many calls find the credentials expired at once, new ones are asked for only once. */
export function openSession(credentials: CredentialSource): Session {
  let renewals = 0;
  let underWay: Promise<boolean> | undefined;
  const ask = async (): Promise<boolean> => {
    try {
      const before = await credentials();
      const after = await credentials({ forceRefresh: true });
      if (before.accessKeyId === after.accessKeyId && before.sessionToken === after.sessionToken) return false;
      renewals += 1;
      return true;
    } catch {
      return false;
    } finally {
      underWay = undefined;
    }
  };
  return {
    credentials,
    renewals: () => renewals,
    renew: async (since) => since < renewals || (underWay ??= ask()),
  };
}
