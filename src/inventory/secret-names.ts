/**
 * Endings of names whose value is a secret. Compared without `_`, `-`, `.`, blanks and case, so `DB_PASSWORD`,
 * `masterUserPassword` and `spring.datasource.password` are one.
 */
const SECRET_ENDS = [
  "password",
  "passwd",
  "passphrase",
  "pwd",
  "secret",
  "secretkey",
  "secretvalue",
  "secretaccesskey",
  "accesskey",
  "accountkey",
  "storagekey",
  "apikey",
  "authkey",
  "sharedkey",
  "masterkey",
  "privatekey",
  "primarykey",
  "secondarykey",
  "functionkey",
  "encryptionkeyvalue",
  "sastoken",
  "sasurl",
  "token",
  "connectionstring",
  "connstring",
  "connstr",
  "credentials",
  "userdata",
  "customdata",
  "instrumentationkey",
  "presharedkey",
];

/**
 * Names with such an ending whose value is not a secret: paging and idempotency tokens, kinds, settings, the id of an
 * Alexa skill.
 */
const HARMLESS = new Set([
  "clienttoken",
  "clientrequesttoken",
  "continuationtoken",
  "creationtoken",
  "httptoken",
  "lambdaeventsourcetoken",
  "nexttoken",
  "skiptoken",
  "updatetoken",
  "validationtoken",
]);

/** Names of whole scripts, which may contain a secret, though most do not. */
const SCRIPTS = new Set(["userdata", "customdata"]);

/** Documents have few distinct keys, each repeated many times. */
const KNOWN_LIMIT = 10_000;
const known = new Map<string, boolean>();

/** Whether the name is that of a secret value; false for `secretArn`, `passwordPolicy`, `tokenExpiry`. */
export function isSecretName(name: string): boolean {
  const before = known.get(name);
  if (before !== undefined) return before;
  const plain = plainName(name);
  const secret = !HARMLESS.has(plain) && SECRET_ENDS.some((end) => plain.endsWith(end));
  if (known.size < KNOWN_LIMIT) known.set(name, secret);
  return secret;
}

/** Whether a value that looks like nothing is still to be taken for a password. */
export function isPasswordName(name: string): boolean {
  return isSecretName(name) && !SCRIPTS.has(plainName(name));
}

function plainName(name: string): string {
  return name.replace(/[_\-.:\s]/g, "").toLowerCase();
}
