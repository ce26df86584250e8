import type { ResourceDocument } from "../../../src/model/resource.ts";
import { asDelivered } from "../embedded-text.ts";
import { onWire, upper } from "./on-wire.ts";
import { denied, find, joinedFact } from "./service.ts";
import type { FactPlace, Handler, LoopbackService } from "./service.ts";

type Members = Readonly<Record<string, unknown>>;

/** What a list's elements stand in, where that is not `member`. */
const ELEMENTS: Readonly<Record<string, string>> = {
  AvailabilityZones: "AvailabilityZone",
  DBClusterMembers: "DBClusterMember",
  DBParameterGroups: "DBParameterGroup",
  Subnets: "Subnet",
  TagList: "Tag",
  VpcSecurityGroups: "VpcSecurityGroupMembership",
};

/** Where AWS Config writes all of the capitals at the beginning small. */
const CLUSTER_NAMES = {
  dbclusterArn: "DBClusterArn",
  dbclusterIdentifier: "DBClusterIdentifier",
  dbclusterMembers: "DBClusterMembers",
  dbclusterParameterGroup: "DBClusterParameterGroup",
  dbclusterSnapshotArn: "DBClusterSnapshotArn",
  dbclusterSnapshotIdentifier: "DBClusterSnapshotIdentifier",
  dbinstanceIdentifier: "DBInstanceIdentifier",
  dbsubnetGroup: "DBSubnetGroup",
  iamdatabaseAuthenticationEnabled: "IAMDatabaseAuthenticationEnabled",
};

function described(document: ResourceDocument, more: Members = {}): Members {
  const { tags: _, ...configuration } = document["configuration"] as Members;
  const isCluster = document.type.includes("DBCluster");
  const wire = {
    spell: upper,
    ...(isCluster && { names: CLUSTER_NAMES }),
    element: (list: string) => ELEMENTS[list] ?? "member",
  };
  const TagList = { Tag: Object.entries(document.tags ?? {}).map(([Key, Value]) => ({ Key, Value })) };
  return { ...onWire(configuration, wire), TagList, ...more };
}

function snapshots(kind: "DBSnapshot" | "DBClusterSnapshot"): Readonly<Record<string, Handler>> {
  const type = `AWS::RDS::${kind}`;
  return {
    [`Describe${kind}s`]: (place) => ({
      [`${kind}s`]: {
        [kind]: place
          .of(type)
          .map((one) => described(one, { [`${kind}Arn`]: one.id, [`${kind}Identifier`]: one.name })),
      },
    }),
    [`Describe${kind}Attributes`]: (place, { [`${kind}Identifier`]: id }) => {
      const parts = find(place, type, id)?.["supplementaryConfiguration"] as Members | undefined;
      const attributes = parts?.[`${kind}Attributes`] as Members[] | undefined;
      if (attributes === undefined) throw denied(`attributes of ${String(id)}`);
      const elements = attributes.map(({ attributeName, attributeValues }) => ({
        AttributeName: attributeName,
        AttributeValues: { AttributeValue: attributeValues },
      }));
      return { [`${kind}AttributesResult`]: { [`${kind}Attributes`]: { [`${kind}Attribute`]: elements } } };
    },
  };
}

/** Instances come with their certificate, where the estate tells of it. */
export const DATABASES_DESCRIBED: Readonly<Record<string, Handler>> = {
  DescribeDBInstances: (place) => ({
    DBInstances: {
      DBInstance: place.of("AWS::RDS::DBInstance").map((one) =>
        described(one, {
          DBInstanceArn: one.id,
          DbiResourceId: one["resourceId"],
          ...(Object.hasOwn(one, "@certificate") && {
            CertificateDetails: joinedFact(place, one.type, one.id, "@certificate"),
          }),
        }),
      ),
    },
  }),
  DescribeDBClusters: (place) => ({
    DBClusters: {
      DBCluster: place
        .of("AWS::RDS::DBCluster")
        .map((one) => described(one, { DBClusterArn: one.id, DbClusterResourceId: one["resourceId"] })),
    },
  }),
  ...snapshots("DBSnapshot"),
  ...snapshots("DBClusterSnapshot"),
};

const BALANCER = "AWS::ElasticLoadBalancingV2::LoadBalancer";

function configurationOf(document: ResourceDocument): Members {
  return onWire(document["configuration"], { spell: upper, element: () => "member" });
}

export const LOAD_BALANCING: LoopbackService = {
  protocol: "query",
  operations: {
    DescribeLoadBalancers: (place) => ({ LoadBalancers: { member: place.of(BALANCER).map(configurationOf) } }),
    DescribeLoadBalancerAttributes: (place, { LoadBalancerArn }) => {
      const parts = find(place, BALANCER, LoadBalancerArn)?.["supplementaryConfiguration"] as Members | undefined;
      const attributes = parts?.["LoadBalancerAttributes"] as Members[] | undefined;
      if (attributes === undefined) throw denied(`attributes of ${String(LoadBalancerArn)}`);
      return { Attributes: { member: attributes.map(({ key, value }) => ({ Key: key, Value: value })) } };
    },
    DescribeListeners: (place, { LoadBalancerArn }) => ({
      Listeners: {
        member: place
          .of("AWS::ElasticLoadBalancingV2::Listener")
          .filter((one) => (one["configuration"] as Members)["LoadBalancerArn"] === LoadBalancerArn)
          .map(configurationOf),
      },
    }),
  },
};

const TOPIC = "AWS::SNS::Topic";

export const TOPICS_DESCRIBED: Readonly<Record<string, Handler>> = {
  ListTopics: (place: FactPlace) => ({ Topics: { member: place.of(TOPIC).map(({ id }) => ({ TopicArn: id })) } }),
  GetTopicAttributes: (place, { TopicArn }) => {
    const topic = find(place, TOPIC, TopicArn);
    const attributes = Object.entries(asDelivered(topic?.["configuration"] ?? {}, TOPIC) as Members);
    const entry = attributes.flatMap(([key, value]) =>
      value === null || typeof value === "object" ? [] : [{ key, value: String(value) }],
    );
    return { Attributes: { entry } };
  },
};
