import { ACCOUNT_TYPE, neededFacts } from "../../src/collect/aws/facts/needed-facts.ts";
import type { NeededFacts, NeededPaths } from "../../src/collect/aws/facts/needed-facts.ts";
import type { ResourceDocument } from "../../src/model/resource.ts";
import { RESOURCES } from "../loopback-aws/facts-estate.ts";
import { ACCOUNT_DOCUMENT, REGION_DOCUMENT } from "../loopback-aws/place-facts.ts";
import { recordersIn } from "../loopback-aws/recorder-facts.ts";

type Facts = Readonly<Record<string, unknown>>;

/**
 * The estate with every fact that the rules need, so that nothing of it is unread: what it does not tell itself is
 * taken from the small estate that has one of everything. In each region stands what AWS Config does not record.
 */
export function completeEstate(
  documents: readonly ResourceDocument[],
  { paths, regions, account }: { paths: NeededPaths; regions: readonly string[]; account: string },
): ResourceDocument[] {
  const needed = neededFacts(paths, new Set());
  const listed = RESOURCES.filter(({ type }) => needed.listed.some((one) => one.type === type));
  const items = [...documents.filter(({ type }) => type !== ACCOUNT_TYPE), ...listed];
  return [
    ...items.map((one) => withJoined(withParameterGroup(one), needed)),
    accountOf("global", ACCOUNT_DOCUMENT),
    ...regions.map((region) => accountOf(region, REGION_DOCUMENT)),
  ];

  function accountOf(region: string, standIn: ResourceDocument): ResourceDocument {
    const own = documents.find((one) => one.type === ACCOUNT_TYPE && one.region === region) ?? {};
    const facts: Record<string, Record<string, unknown>> = {};
    const per = region === "global" ? "account" : "region";
    for (const { path, ...fact } of needed.accountFacts) {
      const [root, key] = path.split(".") as [`@${string}`, string];
      if (fact.per !== per) continue;
      const told = [own, standIn].map((one) => (one as Record<string, Facts | undefined>)[root]);
      const value = told.find((members) => members !== undefined && Object.hasOwn(members, key))?.[key];
      facts[root] = { ...facts[root], [key]: path === "@config.recorders" ? recordersIn(account, region) : value };
    }
    const name = per === "account" ? account : region;
    const id = per === "account" ? account : `${account}/${region}`;
    const head = { provider: "aws", account, region, type: ACCOUNT_TYPE, id, name, tags: null };
    return { ...head, ...facts } as ResourceDocument;
  }
}

function withJoined(document: ResourceDocument, { joined }: NeededFacts): ResourceDocument {
  const facts = (joined.get(document.type) ?? []).filter(({ appliesTo }) => appliesTo?.(document) ?? true);
  const lacking = facts.filter(({ path }) => !Object.hasOwn(document, path));
  const standIn = RESOURCES.find(({ type }) => type === document.type);
  return { ...document, ...Object.fromEntries(lacking.map(({ path }) => [path, valueFor(path, document, standIn)])) };
}

/** Parameters are those of a group; every instance has one, though the sample estate does not say which. */
function withParameterGroup(document: ResourceDocument): ResourceDocument {
  if (document.type !== "AWS::RDS::DBInstance") return document;
  const dBParameterGroups = [{ dBParameterGroupName: `${document.name}-pg`, parameterApplyStatus: "in-sync" }];
  return { ...document, configuration: { ...(document["configuration"] as Facts), dBParameterGroups } };
}

/** Filters stand on a log group; a trail without one has none. */
function valueFor(path: string, document: ResourceDocument, standIn: ResourceDocument | undefined): unknown {
  const logGroup = (document["configuration"] as Facts | undefined)?.["cloudWatchLogsLogGroupArn"];
  if (path === "@metric_filters" && typeof logGroup !== "string") return null;
  const value = standIn?.[path];
  const key = NAMED_BY[path];
  if (key === undefined || typeof value !== "object" || value === null) return value;
  return { ...value, [key]: key === "InstanceId" ? (document["resourceId"] ?? document.name) : document.id };
}

/** Facts that are found in a listing by the id they say. */
const NAMED_BY: Readonly<Record<string, string>> = {
  "@backup": "ResourceArn",
  "@metadata": "Arn",
  "@patch_state": "InstanceId",
  "@ssm": "InstanceId",
};
