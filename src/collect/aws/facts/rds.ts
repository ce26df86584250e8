import { isObject, own, ownText } from "../../../inventory/json-text.ts";
import type { JsonObject } from "../../../inventory/json-text.ts";
import type { ResourceDocument } from "../../../model/resource.ts";
import type { Aws } from "./aws.ts";
import { Refused } from "./aws.ts";
import { listedBy } from "./by-member.ts";
import type { JoinedFact } from "./fact.ts";
import { pick } from "./fact.ts";

const MARKER = ["Marker", "Marker"] as const;
const MEMBER_STATUS = ["dbclusterParameterGroupStatus", "dBClusterParameterGroupStatus"] as const;
const PARAMETER = ["ApplyMethod", "ParameterName", "ParameterValue", "Source"];

export const RDS_FACTS: readonly JoinedFact[] = [
  { types: ["AWS::RDS::DBInstance"], path: "@parameters", read: instanceParameters },
  { types: ["AWS::RDS::DBCluster"], path: "@parameters", read: clusterParameters },
  { types: ["AWS::RDS::DBInstance"], path: "@certificate", read: certificate },
];

/** A group's parameters are in force only once the instance has applied them. */
async function instanceParameters(aws: Aws, { configuration }: ResourceDocument): Promise<JsonObject[]> {
  const call = "rds:DescribeDBParameters";
  const groups = own(configuration, "dBParameterGroups") ?? own(configuration, "dbparameterGroups");
  const group: unknown = Array.isArray(groups) ? groups[0] : undefined;
  const DBParameterGroupName = ownText(group, "dBParameterGroupName", "dbparameterGroupName");
  if (DBParameterGroupName === undefined) throw unknownGroup(call);
  const applied = ownText(group, "parameterApplyStatus");
  if (applied !== "in-sync") throw unknownGroup(call, applied);
  return parametersOf(aws, "DescribeDBParameters", { DBParameterGroupName });
}

/** Members apply the group one by one, and some of its parameters only when they reboot. */
async function clusterParameters(aws: Aws, { configuration }: ResourceDocument): Promise<JsonObject[]> {
  const call = "rds:DescribeDBClusterParameters";
  const name = ownText(configuration, "dbclusterParameterGroup", "dBClusterParameterGroup");
  if (name === undefined) throw unknownGroup(call);
  const members = own(configuration, "dbclusterMembers") ?? own(configuration, "dBClusterMembers");
  const statuses = Array.isArray(members) ? members.map((one) => ownText(one, ...MEMBER_STATUS)) : [];
  const waiting = statuses.find((status) => status !== undefined && status !== "in-sync");
  if (waiting !== undefined) throw unknownGroup(call, waiting);
  return parametersOf(aws, "DescribeDBClusterParameters", { DBClusterParameterGroupName: name });
}

/** The parameters of a group, read once, since many instances share it. Parameters without a value are left out. */
function parametersOf(aws: Aws, operation: string, input: JsonObject): Promise<JsonObject[]> {
  return aws.once(`${operation} ${JSON.stringify(input)}`, async () => {
    const all = await aws.list("rds", operation, { input, elements: "Parameters", token: MARKER });
    return all.filter((one) => own(one, "ParameterValue") !== undefined).map((one) => pick(one, PARAMETER)!);
  });
}

function unknownGroup(call: string, applied?: string): Refused {
  const message =
    applied === undefined
      ? "which parameter group it has was not read"
      : `its parameter group is "${applied}": what is in force is not known`;
  return new Refused({ reason: "not_collected", call, message, help: "reboot it, or collect again later" });
}

async function certificate(aws: Aws, { id }: ResourceDocument): Promise<JsonObject | null | undefined> {
  const asked = { service: "rds", operation: "DescribeDBInstances", by: "DBInstanceArn" } as const;
  const listing = { elements: "DBInstances", token: MARKER };
  const byArn = await aws.once("database instances", () => listedBy(aws, { ...asked, ...listing }));
  const instance = byArn.get(id);
  if (instance === undefined) return undefined;
  const details = own(instance, "CertificateDetails");
  return isObject(details) ? pick(details, ["CAIdentifier", "ValidTill"]) : null;
}
