/** Whose credentials an access key is. */
export interface Identity {
  readonly account: string;
  readonly arn: string;
  /** Milliseconds since 1970; missing: its credentials never end. */
  readonly expires?: number;
}

export interface Identities {
  of(accessKeyId: string): Identity | undefined;
  /** A new access key for a role; undefined where that is no role's ARN. */
  assume(
    roleArn: string,
    sessionName: string,
    expires: number,
  ): { readonly accessKeyId: string; readonly identity: Identity } | undefined;
}

const ROLE_ARN = /^arn:([a-z-]+):iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/;

/** `accounts`: the account of each access key that is known from the start. `partition`: the second part of every ARN. */
export function identities(accounts: Readonly<Record<string, string>>, partition: string): Identities {
  const known = new Map<string, Identity>(
    Object.entries(accounts).map(([key, account]) => [
      key,
      { account, arn: `arn:${partition}:iam::${account}:user/reader` },
    ]),
  );
  let sessions = 0;
  return {
    of: (accessKeyId) => known.get(accessKeyId),
    assume(roleArn, sessionName, expires) {
      const [, where, account, role] = ROLE_ARN.exec(roleArn) ?? [];
      if (account === undefined || where !== partition) return undefined;
      sessions += 1;
      const accessKeyId = `ASIASESSION${String(sessions).padStart(9, "0")}`;
      const identity = {
        account,
        arn: `arn:${partition}:sts::${account}:assumed-role/${role}/${sessionName}`,
        expires,
      };
      known.set(accessKeyId, identity);
      return { accessKeyId, identity };
    },
  };
}
