/** What a request is signed with. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** Gives credentials that have not run out; others than before when told to. */
export type CredentialSource = (options?: { readonly forceRefresh?: boolean }) => Promise<Credentials>;

/** Credentials that calls are made with, asked for at each call and had anew when they run out. */
export interface Session {
  readonly credentials: CredentialSource;
  /** How often credentials were had anew because a call found them expired. */
  readonly renewals: () => number;
  /** Has credentials anew, unless they were since `renewals` said so; false where no others can be had. */
  readonly renew: (since: number) => Promise<boolean>;
}

/** Many calls find out at once that the credentials ran out; they are asked for once. */
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
