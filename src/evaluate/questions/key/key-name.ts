/** How a document names a key. `account` and `region` are null if the name does not say. */
export type KeyName =
  /** An alias that only the cloud itself can create. */
  | { readonly kind: "reserved" }
  | {
      readonly kind: "key" | "alias";
      readonly name: string;
      readonly account: string | null;
      readonly region: string | null;
    };

/**
 * Aliases with this prefix belong to keys that AWS manages; AWS does not let customers create one
 * (docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html, read 2026-11-21).
 */
const RESERVED = /^alias\/aws\//;

const ARN = /^arn:aws[a-z-]*:kms:([a-z0-9-]+):(\d{12}):(.+)$/;
const KEY = /^(?:key\/)?((?:mrk-)?[0-9a-f-]{32,36})$/i;
const ALIAS = /^alias\/[\w/-]+$/;

/** A key id, a key ARN, an alias or an alias ARN. Undefined if the text is none of these. */
export function parseKeyName(text: string): KeyName | undefined {
  const arn = ARN.exec(text);
  const name = arn ? arn[3]! : text;
  if (RESERVED.test(name)) return { kind: "reserved" };
  const where = { account: arn?.[2] ?? null, region: arn?.[1] ?? null };
  if (ALIAS.test(name)) return { kind: "alias", name, ...where };
  const id = KEY.exec(name)?.[1];
  return id === undefined ? undefined : { kind: "key", name: id.toLowerCase(), ...where };
}
