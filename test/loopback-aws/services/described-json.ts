import type { ResourceDocument } from "../../../src/model/resource.ts";
import { ServiceError } from "../answer.ts";
import { asDelivered } from "../embedded-text.ts";
import { lower, onWire, same, upper } from "./on-wire.ts";
import type { Wire } from "./on-wire.ts";
import { denied, find, policyText } from "./service.ts";
import type { FactPlace, Handler, LoopbackService } from "./service.ts";

type Members = Readonly<Record<string, unknown>>;

/** Dates go over the wire as numbers, and no rule asks for these. */
const DATES = [
  "creationDate",
  "deletionDate",
  "creationDateTime",
  "lastUpdateToPayPerRequestDateTime",
  "latestRestorableDateTime",
  "earliestRestorableDateTime",
];

function configurationOf(document: ResourceDocument | undefined, wire: Wire): Members {
  const configuration = document && asDelivered(document["configuration"], document.type);
  return onWire(configuration, { ...wire, leftOut: [...DATES, "tags", "Tags", ...(wire.leftOut ?? [])] });
}

function known(place: FactPlace, type: string, id: unknown): ResourceDocument {
  const document = find(place, type, id);
  if (document === undefined) throw new ServiceError("NotFoundException", `no ${type} ${String(id)}`, 404);
  return document;
}

/** What the estate tells beside the configuration; `none`: how the service says that there is none. */
function part(document: ResourceDocument, root: string, key: string, none?: string): unknown {
  const parts = document[root] as Members | undefined;
  if (parts === undefined || !Object.hasOwn(parts, key)) throw denied(`${key} of ${document.id}`);
  const value = parts[key] ?? {};
  const isNothing = typeof value === "object" && Object.keys(value).length === 0;
  if (isNothing && none !== undefined) throw new ServiceError(none, `there is no ${key}`);
  return value;
}

const extra = (document: ResourceDocument, key: string, none?: string): unknown =>
  part(document, "supplementaryConfiguration", key, none);

const KEY = "AWS::KMS::Key";

export const KMS: LoopbackService = {
  protocol: "json",
  operations: {
    ListKeys: (place) => ({ Keys: place.of(KEY).map(({ id, name }) => ({ KeyId: name, KeyArn: id })) }),
    DescribeKey: (place, { KeyId }) => ({
      KeyMetadata: configurationOf(known(place, KEY, KeyId), { spell: upper, names: { awsaccountId: "AWSAccountId" } }),
    }),
    GetKeyPolicy: (place, { KeyId }) => ({
      Policy: policyText(extra(known(place, KEY, KeyId), "Policy")),
      PolicyName: "default",
    }),
    GetKeyRotationStatus: (place, { KeyId }) => ({
      KeyRotationEnabled: extra(known(place, KEY, KeyId), "KeyRotationStatus"),
    }),
    ListAliases: (place) => ({
      Aliases: place
        .of("AWS::KMS::Alias")
        .map(({ id, ...one }) => ({ ...(one["configuration"] as Members), AliasArn: id })),
    }),
  },
};

export const TRAILS_DESCRIBED: Readonly<Record<string, Handler>> = {
  DescribeTrails: (place) => ({
    trailList: place.of("AWS::CloudTrail::Trail").map((one) => ({
      Name: one.name,
      ...configurationOf(one, { spell: upper }),
      TrailARN: one.id,
      HomeRegion: one.region,
    })),
  }),
};

const TABLE = "AWS::DynamoDB::Table";

export const DYNAMODB: LoopbackService = {
  protocol: "json",
  operations: {
    ListTables: (place) => ({ TableNames: place.of(TABLE).map(({ name }) => name) }),
    DescribeTable: (place, { TableName }) => {
      const table = known(place, TABLE, TableName);
      const names = { ssedescription: "SSEDescription", ssetype: "SSEType", kmsmasterKeyArn: "KMSMasterKeyArn" };
      const facts = table["@table"] as object | undefined;
      return { Table: { ...configurationOf(table, { spell: upper, names }), ...facts, TableArn: table.id } };
    },
    DescribeContinuousBackups: (place, { TableName }) => ({
      ContinuousBackupsDescription: onWire(extra(known(place, TABLE, TableName), "ContinuousBackupsDescription"), {
        spell: upper,
        leftOut: DATES,
      }),
    }),
  },
};

const CLUSTER = "AWS::ECS::Cluster";
const SERVICE = "AWS::ECS::Service";
const DEFINITION = "AWS::ECS::TaskDefinition";
const MAPS = ["DockerLabels", "Options", "Labels", "DriverOpts"];

function tagsOf({ tags }: ResourceDocument): Members[] {
  return Object.entries(tags ?? {}).map(([key, value]) => ({ key, value }));
}

/** The clusters that stand in the estate, and those that only their services name. */
function clusterArns(place: FactPlace): string[] {
  const named = place.of(SERVICE).map((one) => String((one["configuration"] as Members)["Cluster"]));
  return [...new Set([...place.of(CLUSTER).map(({ id }) => id), ...named])];
}

function servicesOf(place: FactPlace, cluster: unknown): readonly ResourceDocument[] {
  return place.of(SERVICE).filter((one) => (one["configuration"] as Members)["Cluster"] === cluster);
}

export const ECS: LoopbackService = {
  protocol: "json",
  operations: {
    ListClusters: (place) => ({ clusterArns: clusterArns(place) }),
    DescribeCapacityProviders: (place, { cluster }) => ({
      capacityProviders: servicesOf(place, cluster).flatMap((one) => one["@capacity_providers"] ?? []),
    }),
    DescribeClusters: (place, { clusters }) => ({
      clusters: place
        .of(CLUSTER)
        .filter(({ id }) => (clusters as string[]).includes(id))
        .map((one) => ({
          ...configurationOf(one, { spell: lower, names: { Arn: "clusterArn", ClusterSettings: "settings" } }),
          clusterArn: one.id,
          tags: tagsOf(one),
        })),
      failures: (clusters as string[])
        .filter((arn) => find(place, CLUSTER, arn) === undefined)
        .map((arn) => ({ arn, reason: "MISSING" })),
    }),
    ListServices: (place, { cluster }) => ({
      serviceArns: servicesOf(place, cluster).map(({ id }) => id),
    }),
    DescribeServices: (place, { services }) => ({
      services: (services as string[]).map((arn) => {
        const service = known(place, SERVICE, arn);
        const wire = { spell: lower, names: { Cluster: "clusterArn", Role: "roleArn" }, maps: MAPS, leftOut: ["Name"] };
        return { ...configurationOf(service, wire), serviceArn: arn, serviceName: service.name, tags: tagsOf(service) };
      }),
      failures: [],
    }),
    ListTaskDefinitions: (place) => ({ taskDefinitionArns: place.of(DEFINITION).map(({ id }) => id) }),
    DescribeTaskDefinition: (place, { taskDefinition }) => {
      const definition = known(place, DEFINITION, taskDefinition);
      return {
        taskDefinition: configurationOf(definition, { spell: lower, maps: MAPS }),
        tags: tagsOf(definition),
      };
    },
  },
};

const REPOSITORY = "AWS::ECR::Repository";

export const REPOSITORIES_DESCRIBED: Readonly<Record<string, Handler>> = {
  DescribeRepositories: (place) => ({
    repositories: place.of(REPOSITORY).map((one) => ({
      ...configurationOf(one, {
        spell: lower,
        names: {
          Arn: "repositoryArn",
          ImageTagMutabilityExclusionFilterValue: "filter",
          ImageTagMutabilityExclusionFilterType: "filterType",
        },
        leftOut: ["LifecyclePolicy", "RepositoryPolicyText"],
      }),
      repositoryArn: one.id,
      repositoryName: one.name,
    })),
  }),
  GetLifecyclePolicy: (place, { repositoryName }) => {
    const repository = known(place, REPOSITORY, repositoryName);
    const found = part(repository, "configuration", "LifecyclePolicy", "LifecyclePolicyNotFoundException") as Members;
    return { lifecyclePolicyText: policyText(found["LifecyclePolicyText"]) };
  },
  GetRepositoryPolicy: (place, { repositoryName }) => {
    const repository = known(place, REPOSITORY, repositoryName);
    return {
      policyText: policyText(
        part(repository, "configuration", "RepositoryPolicyText", "RepositoryPolicyNotFoundException"),
      ),
    };
  },
};

const QUEUE = "AWS::SQS::Queue";

/** Attributes are texts, whatever they tell. */
export function queueAttributes(queue: ResourceDocument | undefined): Members {
  const members = Object.entries((queue?.["configuration"] ?? {}) as Members);
  const texts = members.flatMap(([key, value]) =>
    value === null || ["QueueUrl", "QueueName", "Tags"].includes(key) ? [] : [[key, String(value)]],
  );
  return { ...Object.fromEntries(texts), QueueArn: queue?.id };
}

export const QUEUES_DESCRIBED: Readonly<Record<string, Handler>> = {
  ListQueues: (place) => {
    const urls = place.of(QUEUE).map((one) => (one["configuration"] as Members)["QueueUrl"]);
    return urls.length === 0 ? {} : { QueueUrls: urls };
  },
};

export const SECRETS_DESCRIBED: Readonly<Record<string, Handler>> = {
  ListSecrets: (place) => ({
    SecretList: place.of("AWS::SecretsManager::Secret").map((one) => ({
      ...configurationOf(one, {
        spell: same,
        names: { KMSKeyId: "KmsKeyId" },
        leftOut: ["Deleted", "RotationOccurringAsScheduled"],
      }),
      ARN: one.id,
      Name: one.name,
      Tags: Object.entries(one.tags ?? {}).map(([Key, Value]) => ({ Key, Value })),
    })),
  }),
};
