import type { CompileContext } from "../../language/context.ts";
import { isOld, tableWord } from "../../operators/tables.ts";
import type { Table, TableWord } from "../../../model/rule.ts";
import type { Truth } from "../../language/truth.ts";
import { FALSE, TRUE, UNKNOWN } from "../../language/truth.ts";
import type { Limit } from "./conditions.ts";
import { holdsOnlyFor } from "./conditions.ts";
import type { ConditionTest, Member } from "./statement.ts";
import { hasWildcard, isOnlyWildcards } from "./wildcard.ts";

const TABLE = "oidc-issuers";
const PROVIDER = /^arn:[^:]*:iam::\d*:oidc-provider\/(.+)$/;

/** Whether a federated principal, under these limits, is a particular identity; null if it is not a web identity. */
export type PinnedSubject = (member: Member, limits: readonly Limit[]) => Truth | null;

export function compilePinnedSubject({ facts }: CompileContext): PinnedSubject {
  const table = Object.hasOwn(facts.tables, TABLE) ? facts.tables[TABLE]! : null;
  return ({ kind, text }, limits) => {
    const issuer = kind === "federated" ? issuerOf(text) : null;
    if (issuer === null) return null;
    const word = table && issuerWord(table, issuer);
    const claims = claimsOf(word, issuer);
    const truths = limits.map((limit) => limitPins(limit, claims));
    const pinned = truths.includes(TRUE) ? TRUE : truths.includes(UNKNOWN) ? UNKNOWN : FALSE;
    return pinned === TRUE && table && word && isOld(table, facts.asOf) ? UNKNOWN : pinned;
  };
}

function issuerOf(text: string): string | null {
  if (!text.startsWith("arn:")) return text;
  return PROVIDER.exec(text)?.[1] ?? null;
}

/** The issuer itself, its host, or its host without the region: a custom issuer has a longer name. */
function issuerWord(table: Table, issuer: string): TableWord | null {
  const host = issuer.replace(/\/.*$/s, "");
  const anyRegion = host.replace(/\.[a-z]{2}(-[a-z]+)+-\d\./, ".");
  return tableWord(table, issuer) ?? tableWord(table, host) ?? tableWord(table, anyRegion) ?? null;
}

/** The keys in which the issuer's tokens identify their subject, and how such a value begins, if known. */
type Claims = ReadonlyMap<string, unknown>;

function claimsOf(word: TableWord | null, issuer: string): Claims {
  const named = typeof word?.["claim"] === "string" ? word["claim"] : "sub";
  const subject = word?.["subject"];
  const known = { sub: subject, [named]: subject, ...(word?.["other_claims"] as object | undefined) };
  return new Map(Object.entries(known).map(([claim, begins]) => [`${issuer}:${claim}`.toLowerCase(), begins]));
}

function limitPins(limit: Limit, claims: Claims): Truth {
  const truths = limit.map((test) => testPins(test, claims));
  return truths.includes(FALSE) ? FALSE : truths.includes(UNKNOWN) ? UNKNOWN : TRUE;
}

function testPins(test: ConditionTest, claims: Claims): Truth {
  const key = test.key.toLowerCase();
  if (!claims.has(key) || !holdsOnlyFor(test)) return FALSE;
  const truths = test.values.map((value) => valueNames(value, claims.get(key)));
  if (truths.includes(FALSE)) return FALSE;
  return test.variable || truths.includes(UNKNOWN) ? UNKNOWN : TRUE;
}

/** Whether a value names a subject. If no table says how subjects begin, only a value without wildcards is known to. */
function valueNames(value: string, begins: unknown): Truth {
  if (value === "" || isOnlyWildcards(value)) return FALSE;
  if (typeof begins === "string") return beginsLike(begins, value) ? TRUE : FALSE;
  return hasWildcard(value) ? UNKNOWN : TRUE;
}

/** A placeholder for a name in the beginning of a subject: it matches any text without a wildcard. */
const NAME = /\b(?:owner|org)\b/;

/** Whether the value begins as `subject` says, with no wildcard before the end of the part that names the customer. */
function beginsLike(subject: string, value: string): boolean {
  const parts = subject.split(NAME);
  let rest = value;
  for (const [index, part] of parts.entries()) {
    const at = index === 0 ? (rest.startsWith(part) ? 0 : -1) : part === "" ? rest.length : rest.indexOf(part);
    if (at < 0 || (index > 0 && (at === 0 || hasWildcard(rest.slice(0, at))))) return false;
    rest = rest.slice(at + part.length);
  }
  // If the beginning names nobody, the name is what follows it.
  return parts.length > 1 || !/^[*?]|^$/.test(rest);
}
