import type { ResourceDocument, Unread } from "../model/resource.ts";
import type { FieldLists, Rule } from "../model/rule.ts";
import type { Example, ExampleEstate } from "./examples.ts";

/** The default account of everything in an example. */
const ACCOUNT = "111122223333";
const REGION = "eu-west-1";

type ExampleRule = Pick<Rule, "resource" | "per">;

/** Turns an example into documents, filling in what it leaves out (type, account, region, id, name). */
export function exampleEstate(example: Example, rule: ExampleRule, fields: FieldLists): ExampleEstate {
  const type = rule.resource[0] ?? "";
  const regional = rule.per === "region" ? { region: REGION } : {};
  const resource = fillDocument({ ...regional, ...example.resource }, type, "example", fields, refused(example.unread));
  const here = { account: resource.account, region: resource.region };
  const related = (example.related ?? []).map((other, i) =>
    fillDocument({ account: here.account, ...other }, other.type, `related-${i + 1}`, fields, refused(other.unread)),
  );
  const accounts = [...new Set([resource, ...related].map(({ account }) => account))];
  const wanted = example.reads ?? [];
  const reads = wanted.flatMap(({ type, account, region, within }) =>
    (within === undefined ? [account ?? here.account] : accounts).map((at) => ({
      type,
      account: at,
      region: region ?? "*",
    })),
  );
  const organization = wanted.some(({ within }) => within === "organization") ? accounts : [];
  return { resource, related, reads, organization };
}

function refused(paths: readonly string[] | undefined): { readonly unread?: readonly Unread[] } {
  if (!paths) return {};
  return { unread: paths.map((path) => ({ path, reason: "access_denied", call: "example", code: "AccessDenied" })) };
}

function fillDocument(
  written: Readonly<Record<string, unknown>>,
  type: string,
  name: string,
  fields: FieldLists,
  more: Readonly<Record<string, unknown>>,
): ResourceDocument {
  const own = typeof written["type"] === "string" ? written["type"] : type;
  const list = Object.hasOwn(fields, own) ? fields[own] : undefined;
  return {
    provider: list?.provider ?? "",
    account: ACCOUNT,
    region: list?.scope === "global" || list?.scope === "account_and_region" ? "global" : REGION,
    id: `example/${own}/${name}`,
    name,
    ...written,
    ...more,
    type: own,
  } as ResourceDocument;
}
