import type { Step } from "../../language/path.ts";
import { parseConditions } from "./parse-conditions.ts";
import { parsePrincipals } from "./principals.ts";
import type { Patterns, Policy, Statement } from "./statement.ts";
import { Malformed, onlyKeys, textsOf } from "./malformed.ts";

const POLICY_KEYS = ["Version", "Id", "Statement"];
const STATEMENT_KEYS = [
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
];
const VERSIONS = ["2008-10-17", "2012-10-17"];

/** Variables are filled in under this version only; under the older one they are plain text. */
const WITH_VARIABLES = "2012-10-17";

/** In policies of a thing, every statement names its principals; those of an identity apply to that identity. */
export type Attached = "to a thing" | "to either";

export type ParsedPolicy = Policy | { readonly unreadable: string };

interface Parsed {
  readonly value: object;
  readonly attached: Attached;
  readonly policy: ParsedPolicy;
}

/** Several rules ask about the policies of one document before the next one comes, so the last few are enough. */
const recent: Parsed[] = [];
const MOST_RECENT = 16;
let next = 0;

/**
 * The policy, or why it cannot be read. It is parsed completely or not at all, because one unknown key could change the
 * meaning of the rest. Parsed once for each object, which must not change afterwards.
 */
export function parsePolicy(value: unknown, attached: Attached): ParsedPolicy {
  if (typeof value !== "object" || value === null) return parseOnce(value, attached);
  for (const one of recent) if (one.value === value && one.attached === attached) return one.policy;
  const policy = parseOnce(value, attached);
  recent[next] = { value, attached, policy };
  next = (next + 1) % MOST_RECENT;
  return policy;
}

function parseOnce(value: unknown, attached: Attached): ParsedPolicy {
  try {
    return parseDocument(typeof value === "string" ? decode(value) : value, attached);
  } catch (error) {
    if (error instanceof Malformed) return { unreadable: error.message };
    throw error;
  }
}

/** Decodes JSON text, plain or URL-encoded, as clouds return policies. */
function decode(text: string): unknown {
  for (const attempt of [() => text, () => decodeURIComponent(text)]) {
    try {
      return JSON.parse(attempt()) as unknown;
    } catch {
      continue;
    }
  }
  throw new Malformed("text that is not JSON");
}

function parseDocument(value: unknown, attached: Attached): Policy {
  const policy = onlyKeys(value, POLICY_KEYS, "the policy");
  const version = policy["Version"] ?? VERSIONS[0];
  if (!VERSIONS.includes(version as string)) throw new Malformed("a version of the language that is not known");
  const list = policy["Statement"];
  const statements = Array.isArray(list) ? list : list === undefined || list === null ? [] : [list];
  if (statements.length === 0) throw new Malformed("no statement");
  if (statements.length > MOST_STATEMENTS) throw new Malformed(`more than ${MOST_STATEMENTS} statements`);
  const variables = version === WITH_VARIABLES;
  const parsed = statements.map((raw: unknown, i) =>
    parseStatement(raw, Array.isArray(list) ? ["Statement", i] : ["Statement"], variables, attached),
  );
  return { statements: parsed, denies: parsed.filter(({ effect }) => effect === "deny") };
}

function parseStatement(raw: unknown, steps: readonly Step[], variables: boolean, attached: Attached): Statement {
  const statement = onlyKeys(raw, STATEMENT_KEYS, "a statement");
  const effect = statement["Effect"];
  if (effect !== "Allow" && effect !== "Deny") throw new Malformed("a statement that neither allows nor denies");
  const actions = parsePatterns(statement, "Action", parseAction);
  if (!actions) throw new Malformed("a statement without actions");
  const principals = parsePrincipals(statement);
  if (principals === null && attached === "to a thing") throw new Malformed("a statement without a principal");
  return {
    steps,
    raw,
    effect: effect === "Allow" ? "allow" : "deny",
    principals,
    actions,
    resources: parsePatterns(statement, "Resource", parseResource),
    conditions: parseConditions(statement["Condition"], variables),
  };
}

/** `Action` or `NotAction`, `Resource` or `NotResource`. */
function parsePatterns(
  statement: Readonly<Record<string, unknown>>,
  key: string,
  parse: (text: string) => string,
): Patterns | null {
  const some = statement[key];
  const others = statement[`Not${key}`];
  if (some !== undefined && others !== undefined) throw new Malformed(`${key} and Not${key} in one statement`);
  if (some === undefined && others === undefined) return null;
  return { not: others !== undefined, patterns: textsOf(some ?? others, key).map(parse) };
}

const ACTION = /^(\*|[a-z0-9*?-]+:[a-z0-9*?]+)$/;
/** Policies of API gateways may omit the beginning of the ARN. */
const RESOURCE = /^(\*|arn:.+|execute-api:\/.*)$/s;
/** Each allow is compared with each deny. Inferred: no cloud accepts a text long enough for this many. */
const MOST_STATEMENTS = 2000;
const LONGEST_ACTION = 256;
const LONGEST_RESOURCE = 2048;

/** An estate uses the same few actions over and over. */
const actions = new Map<string, string>();
const MOST_ACTIONS = 1_000;

function parseAction(text: string): string {
  const known = actions.get(text);
  if (known !== undefined) return known;
  const action = text.toLowerCase();
  if (action.length > LONGEST_ACTION || !ACTION.test(action)) throw new Malformed("a malformed action");
  if (actions.size < MOST_ACTIONS) actions.set(text, action);
  return action;
}

function parseResource(text: string): string {
  if (text.length > LONGEST_RESOURCE || !RESOURCE.test(text)) throw new Malformed("a malformed resource");
  return text;
}
