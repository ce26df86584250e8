/** What a masked value looked like. Rules judge these words; a masked value always has one. */
export const LOOKS = [
  "nothing",
  "reference",
  "private_key",
  "connection_string",
  "jwt",
  "aws_access_key",
  "aws_secret_key",
  "api_token",
  "password",
] as const;
export type Looks = (typeof LOOKS)[number];

/** A pointer to where the secret is kept: an ARN, an ARM id, a Key Vault reference or address, a CloudFormation one. */
const REFERENCE =
  /^(?:arn:aws[\w-]*:\S+|\/subscriptions\/\S+|@Microsoft\.(?:KeyVault|AppConfiguration)\(.*\)|\{\{resolve:.*\}\}|https:\/\/[\w-]+\.(?:vault|managedhsm)\.[\w.]+\/\S*)$/i;
const PRIVATE_KEY = /-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY/;
/** What is filled in later: a command, a variable, a template's or a manual's placeholder. */
const FILLED_IN = String.raw`["']?(?:\$[({]|\$\w+["']?(?:\s|$)|\{\{|<|${"`"})`;
const CONNECTION_STRING = new RegExp(
  [
    String.raw`(?:AccountKey|SharedAccessKey|SharedAccessSignature|Password|Pwd)\s*=\s*(?!${FILLED_IN})[^;\s]{4}`,
    String.raw`\b[a-z][a-z0-9+.-]{1,15}:\/\/[^/\s:@]{1,128}:[^/\s@]{1,256}@`,
  ].join("|"),
  "i",
);
/** In YAML or JSON, with a value that is no word of a program's or a schema's. */
const PASSWORD = new RegExp(
  String.raw`passw(?:or)?d["']?[ \t]*:[ \t]*(?!${FILLED_IN})["']?(?!(?:true|false|null|none|str|string|text|bytes|any|undefined|required|optional)\b)[^\s"',;{}()[\]$%!&*|>][^\s"',;{}()[\]]{3}`,
  "i",
);
const JWT = /\beyJ[\w-]{8,2048}\.eyJ[\w-]{8,8192}\./;
const AWS_ACCESS_KEY = /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/;
const AWS_SECRET_KEY =
  /(?<![\w/+=])(?=[\w/+]{0,39}[a-z])(?=[\w/+]{0,39}[A-Z])(?=[\w/+]{0,39}\d)[A-Za-z0-9/+]{40}(?![\w/+=])/;
/** Tokens whose prefix names their issuer, and addresses that give access to anyone who knows them. */
const API_TOKEN = new RegExp(
  [
    String.raw`\b(?:gh[pousr]_\w{30}|github_pat_\w{20}|glpat-[\w-]{20}|xox[abprs]-[\w-]{10}|[rs]k_live_\w{16}|AIza[\w-]{30}|npm_\w{30})`,
    String.raw`\b(?:sk-(?:ant|proj|svcacct)-[\w-]{20}|SG\.[\w-]{16,64}\.[\w-]{16}|pypi-[\w-]{30}|hf_[A-Za-z0-9]{30}|GOCSPX-[\w-]{20})`,
    String.raw`\b(?:dop_v1_[0-9a-f]{40}|shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}|dapi[0-9a-f]{32})`,
    String.raw`\bhooks\.slack\.com/services/T\w{1,32}/B\w{1,32}/\w{16}`,
    String.raw`[?&]sig=[\w%+/-]{20}`,
  ].join("|"),
);

const PATTERNS: readonly (readonly [Looks, RegExp])[] = [
  ["private_key", PRIVATE_KEY],
  ["connection_string", CONNECTION_STRING],
  ["jwt", JWT],
  ["aws_access_key", AWS_ACCESS_KEY],
  ["api_token", API_TOKEN],
  ["aws_secret_key", AWS_SECRET_KEY],
  ["password", PASSWORD],
];

/** Longer texts are examined only this far; user data has at most 64 KiB. */
const LOOKED_AT = 128 * 1024;

/** What a text alone looks like; `nothing` if it does not look like a secret. Base64 text (user data) is decoded. */
export function looksLike(value: string): Looks {
  const text = value.slice(0, LOOKED_AT);
  if (isReference(text)) return "reference";
  return secretIn(text) ?? secretIn(fromBase64(text)) ?? "nothing";
}

/** Whether the text points to a secret and does not contain one. */
export function isReference(text: string): boolean {
  return REFERENCE.test(text.trim());
}

/** Whether the text is a secret regardless of its name: PEM keys, connection strings with a password, signed tokens. */
export function isSurelySecret(text: string): boolean {
  if (text.length < 16) return false;
  const shown = text.slice(0, LOOKED_AT);
  return PRIVATE_KEY.test(shown) || JWT.test(shown) || API_TOKEN.test(shown) || CONNECTION_STRING.test(shown);
}

function secretIn(text: string): Looks | undefined {
  return PATTERNS.find(([, pattern]) => pattern.test(text))?.[0];
}

function fromBase64(text: string): string {
  const isBase64 = text.length >= 24 && /^[A-Za-z0-9+/\s]+={0,2}$/.test(text.trimEnd());
  return isBase64 ? Buffer.from(text, "base64").toString("latin1") : "";
}
