import { isObject, own, ownText } from "../../../inventory/json-text.ts";
import type { JsonObject } from "../../../inventory/json-text.ts";
import type { Aws } from "../facts/aws.ts";
import { foreign, noneOn } from "../facts/aws.ts";
import { actionOf } from "../service.ts";
import type { Call } from "../service.ts";
import type { DirectPart, DirectResource, DirectType } from "./direct-type.ts";
import { arnOf, described, listed, textIn } from "./listing.ts";
import { respell } from "./spelling.ts";
import { REPOSITORY_TAGS } from "./tags.ts";

const EKS_CLUSTERS: Call = { service: "eks", operation: "ListClusters" };
const EKS_CLUSTER: Call = { service: "eks", operation: "DescribeCluster" };
const REPOSITORIES: Call = { service: "ecr", operation: "DescribeRepositories" };
const NEXT = ["nextToken", "nextToken"] as const;

export const EKS_TYPES: readonly DirectType[] = [
  {
    type: "AWS::EKS::Cluster",
    call: actionOf(EKS_CLUSTER),
    list: (aws) =>
      described(
        aws,
        EKS_CLUSTERS,
        { elements: "clusters", token: NEXT },
        {
          named: (cluster) => {
            const name = String(cluster);
            return { arn: arnOf(aws, "eks", `cluster/${name}`), resourceId: name, name };
          },
          describe: async (name) =>
            clusterOf(own(await aws.ask(EKS_CLUSTER.service, EKS_CLUSTER.operation, { name }), "cluster")),
        },
      ),
  },
];

function clusterOf(cluster: unknown): DirectResource {
  if (!isObject(cluster)) throw foreign(EKS_CLUSTER.service, EKS_CLUSTER.operation, "the answer is of no cluster");
  const name = textIn(cluster, "name", EKS_CLUSTER);
  const { logging, tags = {}, status, ...rest } = cluster;
  const configuration = respell({ ...rest, clusterStatus: status }, { dialect: "upper" });
  return {
    arn: textIn(cluster, "arn", EKS_CLUSTER),
    resourceId: name,
    name,
    tags,
    configuration: { ...configuration, ...(isObject(logging) && { Logging: loggingOf(logging) }) },
  };
}

/** The API lists log types by whether they are on; AWS Config, like CloudFormation, lists only those that are. */
function loggingOf(logging: JsonObject): JsonObject {
  const setups = own(logging, "clusterLogging");
  const on = (Array.isArray(setups) ? setups : []).filter((setup) => own(setup, "enabled") === true);
  const types = on.flatMap((setup) => own(setup, "types") ?? []);
  return { ClusterLogging: { EnabledTypes: types.map((Type) => ({ Type })) } };
}

export const ECR_TYPES: readonly DirectType[] = [
  {
    type: "AWS::ECR::Repository",
    call: actionOf(REPOSITORIES),
    list: (aws) => listed(aws, REPOSITORIES, { elements: "repositories", token: NEXT }, repositoryOf),
    parts: [
      REPOSITORY_TAGS,
      textPart("LifecyclePolicy", "GetLifecyclePolicy", "LifecyclePolicyNotFoundException", (answer) => {
        const LifecyclePolicyText = ownText(answer, "lifecyclePolicyText");
        return LifecyclePolicyText && { LifecyclePolicyText };
      }),
      textPart("RepositoryPolicyText", "GetRepositoryPolicy", "RepositoryPolicyNotFoundException", (answer) =>
        ownText(answer, "policyText"),
      ),
    ],
  },
];

/** A part that AWS Config writes as `{}` if there is none. */
function textPart(key: string, operation: string, none: string, map: (answer: JsonObject) => unknown): DirectPart {
  return {
    path: `configuration.${key}`,
    read: async (aws: Aws, { resourceId }) => {
      const answer = await noneOn([none], aws.ask("ecr", operation, { repositoryName: resourceId }));
      return answer === null ? {} : map(answer);
    },
  };
}

/** CloudFormation's names for members that the API names differently. */
const REPOSITORY_NAMES = {
  repositoryArn: "Arn",
  filter: "ImageTagMutabilityExclusionFilterValue",
  filterType: "ImageTagMutabilityExclusionFilterType",
};

function repositoryOf(repository: JsonObject): DirectResource {
  const name = textIn(repository, "repositoryName", REPOSITORIES);
  return {
    arn: textIn(repository, "repositoryArn", REPOSITORIES),
    resourceId: name,
    name,
    configuration: respell(repository, { dialect: "upper", renamed: REPOSITORY_NAMES }),
  };
}
