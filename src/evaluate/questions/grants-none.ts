import type { ResourceDocument } from "../../model/resource.ts";
import type { AbsentWord } from "../../model/rule.ts";
import type { CompileContext } from "../language/context.ts";
import { absentTruth } from "../language/line.ts";
import { fillParams } from "../language/params.ts";
import type { Node } from "../language/node.ts";
import { addEvidence, addPlaceEvidence } from "../language/node.ts";
import type { Truth } from "../language/truth.ts";
import { FALSE, TRUE, UNKNOWN } from "../language/truth.ts";
import type { Doubt } from "./doubt.ts";
import { placeBelow, reportDoubts, valueDoubt } from "./doubt.ts";
import type { AskedActions } from "./policy/actions.ts";
import type { ConditionKeys } from "./policy/conditions.ts";
import { compileConditionKeys, unknownKeys } from "./policy/conditions.ts";
import type { AskedGrant, Holder, StatementGrant } from "./policy/grants.ts";
import { grantsOf } from "./policy/grants.ts";
import { compilePolicies } from "./policy/policies.ts";
import type { ReadPolicy } from "./policy/read-policy.ts";
import { compilePolicy, compileQuickPolicy } from "./policy/read-policy.ts";
import type { Request } from "./policy/request.ts";
import type { Statement } from "./policy/statement.ts";
import type { Who } from "./policy/trust.ts";
import { compileReaches } from "./policy/trust.ts";
import type { Question } from "./question.ts";

interface GrantsArgument {
  readonly policy: string;
  readonly to: Who;
  readonly actions?: unknown;
  readonly resources?: "all" | "own";
  readonly except_accounts?: unknown;
  readonly request?: Readonly<Record<string, string>>;
  readonly empty?: AbsentWord;
  readonly absent?: AbsentWord;
}

/** No statement of the policy, or of any in a list of policies, grants the actions to those asked about. */
export const grantsNone: Question = {
  compile: (argument, context) => {
    const asked = argument as GrantsArgument;
    return compilePolicies(asked, context, (path, inner, absent) => compileOne(asked, path, absent, inner));
  },
  reads: (argument) => [(argument as GrantsArgument).policy],
};

function compileOne(
  asked: GrantsArgument,
  path: string,
  absent: AbsentWord | undefined,
  context: CompileContext,
): Node {
  const attached = asked.to === "anyone" ? "to either" : "to a thing";
  const read = compilePolicy(path, attached, context);
  const quick = compileQuickPolicy(path, attached, context);
  const keys = compileConditionKeys(context);
  const actions = askedActions(asked, context);
  const grant: AskedGrant = {
    actions,
    resources: actions === "administrator" ? "all" : (asked.resources ?? "any"),
    reaches: compileReaches(asked.to, keys, context),
    whoever: asked.to === "anyone",
    request: asked.request === undefined ? null : requestOf(asked.request),
    keys,
  };
  const ownOf = compileOwn(textList(fillParams(asked.except_accounts, context)));
  const holderOf = ({ id, account }: ResourceDocument): Holder => ({ id, own: ownOf(account) });
  const word = absent ?? context.absent;
  const onAbsent = absentTruth(word, context.positive);
  const wanted = `does not grant ${actionsText(actions)} to ${WHO[asked.to]}${requestText(asked.request)}`;

  return (frame, env) => {
    const plain = env.trace ? null : quick(frame);
    if (plain) return truthOf(grantsOf(plain, grant, holderOf(frame.view.document)));
    const found = read(frame);
    const { place, policy } = found;
    if (policy === null) {
      addPlaceEvidence(env, place, wanted, place.state === "absent" ? `absent counts as ${word}` : undefined);
      return place.state === "absent" ? onAbsent : UNKNOWN;
    }
    const grants = grantsOf(policy, grant, holderOf(frame.view.document));
    if (grants.length === 0) {
      addEvidence(env, place.from, place.steps, { seen: policy.statements.length, state: "none_found", wanted });
      return TRUE;
    }
    const sure = grants.filter(({ grants: truth }) => truth === TRUE);
    for (const { statement } of sure) addPlaceEvidence(env, statementPlace(found, statement), wanted);
    if (env.trace && sure.length === 0) {
      const doubts = grants.map(({ statement }) => doubtAbout(found, statement, policy.statements, keys));
      reportDoubts(env, doubts, wanted);
    }
    return truthOf(grants);
  };
}

/** True if nothing is granted, not even perhaps. */
function truthOf(grants: readonly StatementGrant[]): Truth {
  if (grants.length === 0) return TRUE;
  return grants.some(({ grants: truth }) => truth === TRUE) ? FALSE : UNKNOWN;
}

/** The accounts that count as the customer's own. Documents of one account come in succession. */
function compileOwn(friends: readonly string[]): (account: string) => ReadonlySet<string> {
  let last: { readonly account: string; readonly own: ReadonlySet<string> } | null = null;
  return (account) => {
    if (last?.account !== account) last = { account, own: new Set([account, ...friends]) };
    return last.own;
  };
}

function statementPlace({ place }: ReadPolicy, { steps, raw }: Statement): ReadPolicy["place"] {
  return placeBelow(place, steps, raw);
}

function doubtAbout(found: ReadPolicy, statement: Statement, all: readonly Statement[], keys: ConditionKeys): Doubt {
  const tests = [statement, ...all.filter(({ effect }) => effect === "deny")].flatMap(({ conditions }) => conditions);
  const unknown = unknownKeys(tests, keys);
  const because =
    unknown.length > 0
      ? `what a condition on ${unknown.join(", ")} means is not known`
      : "whom it lets in cannot be told from the policy";
  return valueDoubt(statementPlace(found, statement), because);
}

function requestText(said: Readonly<Record<string, string>> = {}): string {
  const words = Object.entries(said).map(([key, value]) => `${key} is ${value}`);
  return words.length === 0 ? "" : ` where ${words.join(" and ")}`;
}

function requestOf(said: Readonly<Record<string, string>>): Request {
  return new Map(Object.entries(said).map(([key, value]) => [key.toLowerCase(), value]));
}

function askedActions({ actions }: GrantsArgument, context: CompileContext): AskedActions {
  const filled = fillParams(actions, context);
  if (filled === undefined) return "any";
  if (filled === "administrator" || filled === "whole_service") return filled;
  return textList(filled).map((action) => action.toLowerCase());
}

function textList(value: unknown): readonly string[] {
  return value === undefined ? [] : [value].flat(2).map(String);
}

const WHO: Readonly<Record<Who, string>> = {
  public: "the public",
  other_accounts: "other accounts",
  other_accounts_without_external_id: "other accounts without an external id",
  services_without_source: "services without a source account or resource",
  unpinned_web_identity: "web identities without a named subject",
  anyone: "anyone",
};

function actionsText(actions: AskedActions): string {
  if (actions === "any") return "anything";
  if (actions === "administrator") return "every action on every resource";
  return actions === "whole_service" ? "a whole service" : actions.join(", ");
}
