import { hash } from "node:crypto";

const KEYS_LIMIT = 500_000;

/** What is remembered of things that were given on: by digests, so that long names take no room. Beyond a bound nothing is added. */
export interface PassedOn {
  readonly add: (key: string, at: string, arn: string | undefined) => void;
  /** Undefined where it was not added; `isOther`: another thing has this key, which its ARN says. */
  readonly find: (key: string, arn?: string) => { readonly at: string; readonly isOther: boolean } | undefined;
}

export function rememberPassed(limit: number = KEYS_LIMIT): PassedOn {
  const passed = new Map<string, { readonly at: string; readonly arn: string | undefined }>();
  return {
    add: (key, at, arn) => {
      if (passed.size < limit) passed.set(digestOf(key), { at, arn: arn === undefined ? undefined : digestOf(arn) });
    },
    find: (key, arn) => {
      const known = passed.size === 0 ? undefined : passed.get(digestOf(key));
      return (
        known && { at: known.at, isOther: arn !== undefined && known.arn !== undefined && digestOf(arn) !== known.arn }
      );
    },
  };
}

/** Cryptographic: names are the cloud's, and nobody may choose one that hides another. */
function digestOf(text: string): string {
  return hash("sha256", text, "base64url");
}
