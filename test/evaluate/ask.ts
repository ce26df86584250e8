import { compileCondition } from "../../src/evaluate/language/compile.ts";
import { conditionContext } from "../../src/evaluate/language/context.ts";
import type { Facts } from "../../src/evaluate/language/context.ts";
import { documentFrame } from "../../src/evaluate/language/frame.ts";
import { environment } from "../../src/evaluate/language/node.ts";
import type { Environment } from "../../src/evaluate/language/node.ts";
import { NOTHING_RELATED } from "../../src/evaluate/related/related-lookup.ts";
import type { RelatedLookup } from "../../src/evaluate/related/related-lookup.ts";
import { FALSE, TRUE } from "../../src/evaluate/language/truth.ts";
import { viewDocument } from "../../src/evaluate/language/document-view.ts";
import type { ResourceDocument, Unread } from "../../src/model/resource.ts";
import type { AbsentWord, Condition, Field, Param } from "../../src/model/rule.ts";
import type { Evidence } from "../../src/model/run.ts";

export const AS_OF = "2026-11-20T12:00:00Z";

export interface AskOptions {
  /** `aws` (case matters) unless given. */
  readonly provider?: string;
  readonly type?: string;
  readonly unread?: readonly string[];
  readonly fields?: Readonly<Record<string, Field>>;
  readonly tables?: Facts["tables"];
  readonly conditions?: Facts["conditions"];
  readonly params?: Readonly<Record<string, Param>>;
  readonly absent?: AbsentWord;
  readonly unlisted?: Readonly<Record<string, string>>;
  readonly related?: RelatedLookup;
  readonly asOf?: string;
}

export type Answer = "true" | "false" | "unknown";

/** Facts for tests: nothing is known but what is given. */
function factsFor({ fields, type = "test::thing", tables, conditions, asOf = AS_OF }: AskOptions): Facts {
  return {
    fields: { [type]: { fields: fields ?? {} } },
    tables: tables ?? {},
    conditions: conditions ?? {},
    providers: { aws: { case: "sensitive" }, azure: { case: "insensitive" } },
    asOf: Date.parse(asOf),
  };
}

export function documentFor(
  body: Record<string, unknown>,
  { provider = "aws", type = "test::thing", unread = [] }: AskOptions,
): ResourceDocument {
  return {
    provider,
    account: "111122223333",
    region: "eu-west-1",
    type,
    id: "thing-1",
    name: "thing",
    ...(unread.length > 0 && {
      unread: unread.map((path): Unread => ({ path, reason: "access_denied", call: "test:Read" })),
    }),
    ...body,
  };
}

/** Asks one condition of one document, twice: the fast way and with evidence. The two must agree. */
export function ask(
  condition: Condition,
  body: Record<string, unknown>,
  options: AskOptions = {},
): { answer: Answer; evidence: Evidence[] } {
  const { provider = "aws", type = "test::thing", absent, params, unlisted } = options;
  const context = conditionContext(factsFor(options), type, provider, {
    ...(absent && { absent }),
    ...(params && { params }),
    ...(unlisted && { unlisted }),
  });
  const node = compileCondition(condition, context);
  const frame = documentFrame(viewDocument(documentFor(body, options)));
  const related = options.related ?? NOTHING_RELATED;
  const evidence: Evidence[] = [];
  const run = (trace: Environment["trace"]): Answer => {
    const truth = node(frame, { ...environment(related), trace });
    return truth === TRUE ? "true" : truth === FALSE ? "false" : "unknown";
  };
  const answer = run(null);
  const traced = run(evidence);
  if (traced !== answer) throw new Error(`${answer} without evidence, ${traced} with`);
  return { answer, evidence };
}

/** The answer alone. */
export function answerTo(condition: Condition, body: Record<string, unknown>, options: AskOptions = {}): Answer {
  return ask(condition, body, options).answer;
}
