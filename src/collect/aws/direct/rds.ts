import { own } from "../../../inventory/json-text.ts";
import type { JsonObject } from "../../../inventory/json-text.ts";
import type { Aws } from "../facts/aws.ts";
import { actionOf } from "../service.ts";
import type { Call } from "../service.ts";
import type { DirectPart, DirectType } from "./direct-type.ts";
import { listed, textIn } from "./listing.ts";
import type { Spelling } from "./spelling.ts";
import { respell, withAlways, without } from "./spelling.ts";

interface Described {
  readonly type: string;
  readonly operation: string;
  readonly elements: string;
  readonly arn: string;
  /** The member that holds the name. */
  readonly name: string;
  /** The member that AWS Config uses as id. Defaults to the name. */
  readonly knownBy?: string;
  readonly spelling: Spelling;
  /** Lists that the answer leaves out if they are empty. */
  readonly always?: JsonObject;
  readonly parts?: readonly DirectPart[];
}

/**
 * Clusters and instances of Neptune and DocumentDB are among these, according to the API reference of
 * DescribeDBClusters (SDK 3.1169.0, read 2026-11-22). They are kept, as in AWS Config (inferred): rules tell them apart
 * by their engine.
 */
const DESCRIBED: readonly Described[] = [
  {
    type: "AWS::RDS::DBCluster",
    operation: "DescribeDBClusters",
    elements: "DBClusters",
    arn: "DBClusterArn",
    name: "DBClusterIdentifier",
    knownBy: "DbClusterResourceId",
    spelling: { dialect: "acronym" },
    always: { enabledCloudwatchLogsExports: [] },
  },
  {
    type: "AWS::RDS::DBClusterSnapshot",
    operation: "DescribeDBClusterSnapshots",
    elements: "DBClusterSnapshots",
    arn: "DBClusterSnapshotArn",
    name: "DBClusterSnapshotIdentifier",
    spelling: { dialect: "acronym" },
    parts: [attributesOf("DBClusterSnapshot")],
  },
  {
    type: "AWS::RDS::DBInstance",
    operation: "DescribeDBInstances",
    elements: "DBInstances",
    arn: "DBInstanceArn",
    name: "DBInstanceIdentifier",
    knownBy: "DbiResourceId",
    spelling: { dialect: "lower" },
    always: { enabledCloudwatchLogsExports: [] },
  },
  {
    type: "AWS::RDS::DBSnapshot",
    operation: "DescribeDBSnapshots",
    elements: "DBSnapshots",
    arn: "DBSnapshotArn",
    name: "DBSnapshotIdentifier",
    spelling: { dialect: "lower" },
    parts: [attributesOf("DBSnapshot")],
  },
];

export const RDS_TYPES: readonly DirectType[] = DESCRIBED.map(({ parts, ...one }) => {
  const call: Call = { service: "rds", operation: one.operation };
  return {
    type: one.type,
    call: actionOf(call),
    list: (aws: Aws) =>
      listed(aws, call, { elements: one.elements, token: ["Marker", "Marker"] }, (element) => {
        const name = textIn(element, one.name, call);
        return {
          arn: textIn(element, one.arn, call),
          resourceId: one.knownBy === undefined ? name : textIn(element, one.knownBy, call),
          name,
          tags: own(element, "TagList") ?? [],
          configuration: withAlways(respell(without(element, "TagList"), one.spelling), one.always ?? {}),
        };
      }),
    ...(parts !== undefined && { parts }),
  };
});

/** Who may restore a snapshot. */
function attributesOf(kind: "DBSnapshot" | "DBClusterSnapshot"): DirectPart {
  return {
    path: `supplementaryConfiguration.${kind}Attributes`,
    read: async (aws, { name }) => {
      const answer = await aws.ask("rds", `Describe${kind}Attributes`, { [`${kind}Identifier`]: name });
      const attributes = own(own(answer, `${kind}AttributesResult`), `${kind}Attributes`);
      // If nobody may restore it, the list is empty but still written: without a list, it is not known who may.
      if (!Array.isArray(attributes) || !attributes.every((one) => Array.isArray(own(one, "AttributeValues"))))
        return undefined;
      return attributes.map((one) => ({
        attributeName: own(one, "AttributeName"),
        attributeValues: own(one, "AttributeValues"),
      }));
    },
  };
}
