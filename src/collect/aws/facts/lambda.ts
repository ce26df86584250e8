import { own, ownText } from "../../../inventory/json-text.ts";
import type { JsonObject } from "../../../inventory/json-text.ts";
import type { ResourceDocument } from "../../../model/resource.ts";
import { textIn } from "../direct/listing.ts";
import { actionOf } from "../service.ts";
import type { Call } from "../service.ts";
import type { Aws } from "./aws.ts";
import { foreign, noneOn } from "./aws.ts";
import type { JoinedFact } from "./fact.ts";
import { pick, ReadInPart } from "./fact.ts";
import { policyIn } from "./policy-text.ts";

const LAMBDA = ["AWS::Lambda::Function"];
const ALIASES: Call = { service: "lambda", operation: "ListAliases" };
const FUNCTIONS: Call = { service: "lambda", operation: "ListFunctions" };
const POLICY: Call = { service: "lambda", operation: "GetPolicy" };
const PAGES = ["Marker", "NextMarker"] as const;
/** The unpublished version. Its policy is the function's own: `AddPermission` does not accept this name. */
const UNPUBLISHED = "$LATEST";

/**
 * The most aliases and versions of a function that are asked for their policies, one by one. AWS allows 15 such calls a
 * second per region, which the customer's own deployments share (Lambda quotas, read 2026-11-23): three hundred
 * functions with this many versions take seventeen minutes, and publishing with every deployment leads to hundreds of
 * versions.
 */
const MOST_ASKED = 50;
const TOO_MANY = {
  reason: "limit",
  call: actionOf(POLICY),
  message: `above ${MOST_ASKED} aliases and versions no version is asked for its policy`,
} satisfies ReadInPart["why"];

export const LAMBDA_FACTS: readonly JoinedFact[] = [
  { types: LAMBDA, path: "@urls", read: functionUrls },
  { types: LAMBDA, path: "@qualified_policies", read: qualifiedPolicies },
  { types: LAMBDA, path: "@runtime_management", read: runtimeManagement },
  { types: LAMBDA, path: "@environment", read: environment },
];

/** The URLs of the function and of its aliases, each of which may have one. */
async function functionUrls(aws: Aws, { id }: ResourceDocument): Promise<unknown> {
  const listing = { input: { FunctionName: id }, elements: "FunctionUrlConfigs", token: PAGES };
  const urls = await aws.list("lambda", "ListFunctionUrlConfigs", listing);
  return urls.map((url) => pick(url, ["AuthType", "Cors", "FunctionArn", "FunctionUrl", "InvokeMode"]));
}

/**
 * The policies of aliases and versions, each of which may have one; those without are left out. If a function has too
 * many, only its aliases, which are few, are asked for what they grant, and it can no longer be known to grant nothing.
 */
async function qualifiedPolicies(aws: Aws, { id }: ResourceDocument): Promise<unknown> {
  const [aliases, versions] = await Promise.all([aliasesOf(aws, id), versionsOf(aws, id)]);
  const all = [...aliases, ...versions];
  const isTooMany = all.length > MOST_ASKED;
  const asked = isTooMany ? aliases.slice(0, MOST_ASKED) : all;
  const policies = await Promise.all(asked.map((qualifier) => qualifiedPolicy(aws, id, qualifier)));
  const found = policies.filter((policy) => policy !== null);
  return isTooMany ? new ReadInPart(found, TOO_MANY) : found;
}

async function aliasesOf(aws: Aws, FunctionName: string): Promise<string[]> {
  const listing = { input: { FunctionName }, elements: "Aliases", token: PAGES };
  const aliases = await aws.list(ALIASES.service, ALIASES.operation, listing);
  return aliases.map((alias) => textIn(alias, "Name", ALIASES));
}

/** The numbered versions of a function. */
async function versionsOf(aws: Aws, id: string): Promise<string[]> {
  const all = await aws.once("versions of functions", () => versionsByFunction(aws));
  const versions = all.get(id.slice(id.lastIndexOf(":") + 1));
  if (versions === undefined) throw foreign(FUNCTIONS.service, FUNCTIONS.operation, `the answer has no ${id}`);
  return versions.filter((version) => version !== UNPUBLISHED);
}

/** All versions from one listing: a call per fifty, where `ListVersionsByFunction` takes one per function. */
async function versionsByFunction(aws: Aws): Promise<ReadonlyMap<string, readonly string[]>> {
  const listing = { input: { FunctionVersion: "ALL" }, elements: "Functions", token: PAGES };
  const versions = new Map<string, string[]>();
  for await (const page of aws.pages(FUNCTIONS.service, FUNCTIONS.operation, listing))
    for (const one of page) {
      const name = textIn(one, "FunctionName", FUNCTIONS);
      const known = versions.get(name) ?? [];
      known.push(textIn(one, "Version", FUNCTIONS));
      versions.set(name, known);
    }
  return versions;
}

/** The policy of an alias or version; null if it has none. */
async function qualifiedPolicy(aws: Aws, FunctionName: string, Qualifier: string): Promise<JsonObject | null> {
  const asked = aws.ask(POLICY.service, POLICY.operation, { FunctionName, Qualifier });
  const answer = await noneOn(["ResourceNotFoundException"], asked);
  return answer && { Qualifier, Policy: policyIn(textIn(answer, "Policy", POLICY)) };
}

async function runtimeManagement(aws: Aws, { id }: ResourceDocument): Promise<unknown> {
  const answer = await aws.ask("lambda", "GetRuntimeManagementConfig", { FunctionName: id });
  return pick(answer, ["RuntimeVersionArn", "UpdateRuntimeOn"]);
}

async function environment(aws: Aws, { id }: ResourceDocument): Promise<unknown> {
  const answer = await aws.ask("lambda", "GetFunctionConfiguration", { FunctionName: id });
  if (ownText(answer, "FunctionName") === undefined) return undefined;
  return own(own(answer, "Environment"), "Variables") ?? {};
}
