import { fitsPattern } from "../../language/wildcard.ts";
import type { Truth } from "../../language/truth.ts";
import { FALSE, TRUE, UNKNOWN, negate, truthOf } from "../../language/truth.ts";
import type { ConditionTest, Policy, Statement } from "./statement.ts";

/** What the calls that a rule asks about say of themselves: the value of a condition key, by the key in lower case. */
export type Request = ReadonlyMap<string, string>;

/** Whether any statement tests what such a call says of itself. Few do, and the others need not be written anew. */
export function concerns({ statements }: Policy, request: Request): boolean {
  return statements.some(({ conditions }) => conditions.some(({ key }) => request.has(key.toLowerCase())));
}

export interface PolicyForRequest extends Policy {
  /** Statements of which it is not known whether they are about such a call. */
  readonly doubtful: ReadonlySet<Statement>;
}

/**
 * The statements that such a call meets, without the tests that it is known to pass. Tests of keys of which it says
 * nothing are left as they are.
 */
export function policyForRequest({ statements }: Policy, request: Request): PolicyForRequest {
  const met: Statement[] = [];
  const doubtful = new Set<Statement>();
  for (const statement of statements) {
    const truths = statement.conditions.map((test) => testTruth(test, request));
    if (truths.includes(FALSE)) continue;
    const rest = { ...statement, conditions: statement.conditions.filter((_, index) => truths[index] !== TRUE) };
    met.push(rest);
    if (truths.includes(UNKNOWN)) doubtful.add(rest);
  }
  return { statements: met, denies: met.filter(({ effect }) => effect === "deny"), doubtful };
}

/** Whether a call passes the test; null if it says nothing of the key. */
function testTruth(test: ConditionTest, request: Request): Truth | null {
  const said = request.get(test.key.toLowerCase());
  if (said === undefined) return null;
  if (test.operator === "null") return truthOf(test.values.every((value) => value.toLowerCase() === "false"));
  const found = valueFound(test, said);
  return test.direction === "negative" ? negate(found) : found;
}

function valueFound({ operator, values, variable }: ConditionTest, said: string): Truth {
  const fits = MATCHES[operator.replace("not", "")];
  if (fits === undefined) return UNKNOWN;
  if (values.some((value) => fits(value, said))) return TRUE;
  return variable ? UNKNOWN : FALSE;
}

const equalsAnyCase = (value: string, said: string): boolean => value.toLowerCase() === said.toLowerCase();

/** By the positive operator. Both operators for ARNs take patterns. */
const MATCHES: Readonly<Partial<Record<string, (value: string, said: string) => boolean>>> = {
  stringequals: (value, said) => value === said,
  stringequalsignorecase: equalsAnyCase,
  stringlike: fitsPattern,
  arnequals: fitsPattern,
  arnlike: fitsPattern,
};
