import type { ResourceDocument } from "../../model/resource.ts";
import type { AbsentWord } from "../../model/rule.ts";
import type { CompileContext } from "../language/context.ts";
import { absentTruth } from "../language/line.ts";
import type { Node } from "../language/node.ts";
import { addEvidence, addPlaceEvidence } from "../language/node.ts";
import type { Truth } from "../language/truth.ts";
import { FALSE, TRUE, UNKNOWN } from "../language/truth.ts";
import { placeBelow, reportDoubts, valueDoubt } from "./doubt.ts";
import { coversPattern } from "./policy/actions.ts";
import type { PoliciesArgument } from "./policy/policies.ts";
import { compilePolicies } from "./policy/policies.ts";
import { compilePolicy, compileQuickPolicy } from "./policy/read-policy.ts";
import { takesResources } from "./policy/resources.ts";
import type { ConditionTest, Policy, Statement } from "./policy/statement.ts";
import type { Question } from "./question.ts";

const WANTED = "every action denied to everybody over plain HTTP";

/** Every action on the thing and its contents is denied to everybody without TLS. */
export const requiresTls: Question = {
  compile: (argument, context) => compilePolicies(argument as PoliciesArgument, context, compileOne),
  reads: (argument) => [(argument as PoliciesArgument).policy],
};

function compileOne(path: string, context: CompileContext, absent: AbsentWord | undefined): Node {
  const read = compilePolicy(path, "to a thing", context);
  const quick = compileQuickPolicy(path, "to a thing", context);
  // Without a policy nothing is denied; that is a fact, regardless of the context of the question.
  const onAbsent = absent === undefined ? FALSE : absentTruth(absent, context.positive);
  const onAbsentText = absent === undefined ? "no policy denies nothing" : `absent counts as ${absent}`;
  return (frame, env) => {
    const plain = env.trace ? null : quick(frame);
    if (plain) return refusesPlain(plain, frame.view.document).truth;
    const { place, policy } = read(frame);
    if (policy === null) {
      const because = place.state === "absent" ? onAbsentText : undefined;
      addPlaceEvidence(env, place, WANTED, because);
      return place.state === "absent" ? onAbsent : UNKNOWN;
    }
    const { id } = frame.view.document;
    const { truth, by } = refusesPlain(policy, frame.view.document);
    if (truth === UNKNOWN) {
      const why = id.startsWith("arn:")
        ? "whether it covers everything is not known"
        : `${id} is no ARN to compare with`;
      const places = by.map((statement) => placeBelow(place, statement.steps, statement.raw));
      reportDoubts(
        env,
        (places.length > 0 ? places : [place]).map((at) => valueDoubt(at, why)),
        WANTED,
      );
    } else if (truth === TRUE) {
      for (const { steps, raw } of by) addPlaceEvidence(env, placeBelow(place, steps, raw), WANTED);
    } else {
      addEvidence(env, place.from, place.steps, {
        seen: policy.statements.length,
        state: "none_found",
        wanted: WANTED,
      });
    }
    return truth;
  };
}

/** The contents of a thing, as the end of an ARN (docs.aws.amazon.com/service-authorization, read 2026-11-21). */
const CONTENTS: Readonly<Record<string, readonly string[]>> = { "AWS::S3::Bucket": ["", "/*"] };

interface Refusal {
  readonly truth: Truth;
  /** The statements that refuse, or may refuse, plain HTTP. */
  readonly by: readonly Statement[];
}

const NOT_REFUSED: Refusal = { truth: FALSE, by: [] };

function refusesPlain(policy: Policy, { id, type }: Pick<ResourceDocument, "id" | "type">): Refusal {
  const parts = Object.hasOwn(CONTENTS, type) ? CONTENTS[type]! : [""];
  const denies = policy.denies.map((statement) => ({ statement, denies: deniesPlain(statement) }));
  if (denies.every((one) => one.denies === FALSE)) return NOT_REFUSED;
  const used = new Set<Statement>();
  let truth: Truth = TRUE;
  for (const part of parts) {
    const covering = denies.map(({ statement, denies: truth }) => ({
      statement,
      truth,
      covers: coversThing(statement, id, part),
    }));
    const sure = covering.filter((one) => one.truth === TRUE && one.covers === TRUE);
    const open = covering.filter((one) => one.truth !== FALSE && one.covers !== FALSE);
    for (const { statement } of sure.length > 0 ? sure : open) used.add(statement);
    if (sure.length > 0) continue;
    if (open.length === 0) return NOT_REFUSED;
    truth = UNKNOWN;
  }
  return { truth, by: [...used] };
}

/** Whether the statement denies everybody, on that condition alone. */
function deniesPlain({ effect, principals, conditions }: Statement): Truth {
  if (effect !== "deny" || principals === null || principals.not || !principals.everybody) return FALSE;
  const [test] = conditions;
  if (!test || conditions.length > 1 || test.key.toLowerCase() !== "aws:securetransport") return FALSE;
  if (test.operator === "bool" && test.set === null) return meansFalse(test) ? TRUE : FALSE;
  // Other operators may read the key in their own way.
  return meansFalse(test) ? UNKNOWN : FALSE;
}

function meansFalse({ values }: ConditionTest): boolean {
  return values.some((value) => value.toLowerCase() === "false");
}

/** Whether the statement is about every action on the thing, or on what is in it. */
function coversThing({ actions, resources }: Statement, id: string, part: string): Truth {
  const arn = /^arn:[^:]*:([a-z0-9-]+):/.exec(id);
  const everything = { not: false, patterns: ["*"] };
  if (!coversPattern(actions, arn ? `${arn[1]}:*` : "*")) return arn || actions.not ? FALSE : UNKNOWN;
  // A statement that names no resource is about the thing itself; its contents may have to be named.
  if (resources === null && part !== "") return UNKNOWN;
  if (arn) return takesResources(resources, { not: false, patterns: [id + part] });
  return takesResources(resources, everything) === TRUE ? TRUE : UNKNOWN;
}
