import { Malformed, onlyKeys, textsOf } from "./malformed.ts";
import type { Member, Principals } from "./statement.ts";
import { hasWildcard } from "./wildcard.ts";

/** `Principal` or `NotPrincipal` of a statement; null if it has neither. */
export function parsePrincipals(statement: Readonly<Record<string, unknown>>): Principals | null {
  const some = statement["Principal"];
  const others = statement["NotPrincipal"];
  if (some !== undefined && others !== undefined) throw new Malformed("Principal and NotPrincipal in one statement");
  if (some === undefined && others === undefined) return null;
  return { not: others !== undefined, ...parseMembers(some ?? others) };
}

const PARSERS: Readonly<Record<string, (text: string) => Member>> = {
  AWS: parseAws,
  Service: parseService,
  Federated: parseFederated,
  CanonicalUser: parseCanonical,
};

function parseMembers(value: unknown): Pick<Principals, "everybody" | "members"> {
  if (value === "*") return { everybody: true, members: [] };
  const kinds = onlyKeys(value, Object.keys(PARSERS), "a principal");
  let everybody = false;
  const members: Member[] = [];
  for (const kind of Object.keys(kinds)) {
    for (const text of textsOf(kinds[kind], "a principal")) {
      if (kind === "AWS" && text === "*") everybody = true;
      else members.push(PARSERS[kind]!(text));
    }
  }
  if (!everybody && members.length === 0) throw new Malformed("a principal that names nobody");
  return { everybody, members };
}

const ACCOUNT = /^\d{12}$/;
const ACCOUNT_ARN = /^arn:aws[a-z-]*:(?:iam|sts)::(\d{12}):(.+)$/;
/** AWS's own principals, as which a distribution reads buckets. */
const ORIGIN_ACCESS = /^arn:aws[a-z-]*:iam::cloudfront:user\/.+$/;
/** What a deleted user or role leaves behind in a policy. */
const UNIQUE_ID = /^A[A-Z0-9]{15,127}$/;

function parseAws(text: string): Member {
  if (hasWildcard(text)) throw new Malformed("a principal with a wildcard");
  if (ACCOUNT.test(text)) return { kind: "aws", text, account: text, wholeAccount: true };
  const arn = ACCOUNT_ARN.exec(text);
  if (arn) return { kind: "aws", text, account: arn[1]!, wholeAccount: arn[2] === "root" };
  if (ORIGIN_ACCESS.test(text) || UNIQUE_ID.test(text))
    return { kind: "aws", text, account: null, wholeAccount: false };
  throw new Malformed("a malformed principal");
}

const HOST = /^[a-z0-9-]+(\.[a-z0-9-]+)+(\/[^*?\s]*)?$/i;

function parseService(text: string): Member {
  if (!HOST.test(text)) throw new Malformed("a malformed service principal");
  return { kind: "service", text, account: null, wholeAccount: false };
}

const PROVIDER_ARN = /^arn:aws[a-z-]*:iam::(\d{12}):(?:oidc-provider|saml-provider)\/[^*?\s]+$/;

function parseFederated(text: string): Member {
  const arn = PROVIDER_ARN.exec(text);
  if (!arn && !HOST.test(text)) throw new Malformed("a malformed federated principal");
  return { kind: "federated", text, account: arn?.[1] ?? null, wholeAccount: false };
}

function parseCanonical(text: string): Member {
  if (!/^[0-9a-f]{32,128}$/i.test(text)) throw new Malformed("a malformed canonical user");
  return { kind: "canonical", text, account: null, wholeAccount: false };
}
