import { hash } from "node:crypto";

const KEYS_LIMIT = 500_000;

/**
 * Remembers things that were passed on, by digest, so that long names take no room. Beyond a limit nothing is added.
 */
export interface PassedOn {
  readonly add: (key: string, at: string, arn: string | undefined) => void;
  /** Undefined if it was not added; `isOther`: the ARN shows that another thing has this key. */
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

/** Cryptographic, so that nobody can choose a resource name that hides another. */
function digestOf(text: string): string {
  return hash("sha256", text, "base64url");
}
