import { lower, onWire, upper } from "./on-wire.ts";
import { denied, find, joinedFact, policyText } from "./service.ts";
import type { Handler, LoopbackService, Route } from "./service.ts";
import { ServiceError } from "../answer.ts";

type Members = Readonly<Record<string, unknown>>;

const FUNCTION = "AWS::Lambda::Function";

type Policies = readonly { readonly Qualifier: string; readonly Policy: unknown }[];

/** What every function has besides, and nobody granted anything on. */
const NO_POLICY = { alias: "unused", version: "1" };

export const LAMBDA_ROUTES: readonly Route[] = [
  { operation: "ListFunctions", method: "GET", path: /^\/2015-03-31\/functions\/?$/ },
  { operation: "ListAliases", method: "GET", path: /^\/2015-03-31\/functions\/(?<id>[^/]+)\/aliases$/ },
  { operation: "ListTags", method: "GET", path: /^\/2017-03-31\/tags\/(?<arn>.+)$/ },
  { operation: "GetPolicy", method: "GET", path: /^\/2015-03-31\/functions\/(?<id>[^/]+)\/policy$/ },
];

export const FUNCTIONS_DESCRIBED: Readonly<Record<string, Handler>> = {
  ListFunctions: (place, { FunctionVersion }) => ({
    Functions: place.of(FUNCTION).flatMap((one) => {
      const unpublished = {
        ...onWire(one["configuration"], { spell: upper, names: { kmskeyArn: "KMSKeyArn" } }),
        FunctionName: one.name,
        FunctionArn: one.id,
        Environment: { Variables: { PASSWORD: "a-sample-of-what-must-not-be-kept" } },
      };
      if (FunctionVersion !== "ALL") return [unpublished];
      const versions = ["$LATEST", NO_POLICY.version, ...qualifiersOf(one["@qualified_policies"]).filter(isNumber)];
      return versions.map((Version) => ({ ...unpublished, Version, FunctionArn: `${one.id}:${Version}` }));
    }),
  }),
  ListAliases: (place, { id }) => {
    const names = qualifiersOf(joinedFact(place, FUNCTION, id, "@qualified_policies"));
    const aliases = [...names.filter((name) => !isNumber(name)), NO_POLICY.alias];
    return { Aliases: aliases.map((Name) => ({ Name, FunctionVersion: NO_POLICY.version })) };
  },
  GetPolicy: (place, { id, Qualifier }) => {
    if (Qualifier !== undefined) {
      const policies = joinedFact(place, FUNCTION, id, "@qualified_policies") as Policies;
      const Policy = policyText(policies.find((one) => one.Qualifier === Qualifier)?.Policy);
      if (Policy === undefined) throw noPolicy();
      return { Policy };
    }
    const parts = find(place, FUNCTION, id)?.["supplementaryConfiguration"] as Members | undefined;
    if (parts === undefined || !Object.hasOwn(parts, "Policy")) throw denied(`the policy of ${String(id)}`);
    const Policy = policyText(parts["Policy"]);
    if (Policy === undefined) throw noPolicy();
    return { Policy };
  },
};

function noPolicy(): ServiceError {
  return new ServiceError("ResourceNotFoundException", "no policy is on it", 404);
}

function qualifiersOf(policies: unknown): string[] {
  return ((policies ?? []) as Policies).map(({ Qualifier }) => Qualifier);
}

function isNumber(qualifier: string): boolean {
  return /^\d+$/.test(qualifier);
}

const CLUSTER = "AWS::EKS::Cluster";
const KINDS = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

export const EKS: LoopbackService = {
  protocol: "rest-json",
  routes: [
    { operation: "ListClusters", method: "GET", path: /^\/clusters\/?$/ },
    { operation: "DescribeCluster", method: "GET", path: /^\/clusters\/(?<name>[^/]+)$/ },
  ],
  operations: {
    ListClusters: (place) => ({ clusters: place.of(CLUSTER).map(({ name }) => name) }),
    DescribeCluster: (place, { name }) => {
      const cluster = find(place, CLUSTER, name);
      const { Logging, ...rest } = (cluster?.["configuration"] ?? {}) as Members;
      const leftOut = ["Tags", "ClusterStatus", "CreatedAt"];
      return {
        cluster: {
          ...onWire(rest, { spell: lower, leftOut }),
          arn: cluster?.id,
          name,
          tags: cluster?.tags ?? {},
          logging: { clusterLogging: setupsOf(Logging) },
        },
      };
    },
  },
};

/** By whether they are on, each kind once. */
function setupsOf(logging: unknown): unknown {
  const enabled = (logging as { ClusterLogging?: { EnabledTypes?: { Type: string }[] } } | undefined)?.ClusterLogging;
  const on = (enabled?.EnabledTypes ?? []).map(({ Type }) => Type);
  return [
    { types: on, enabled: true },
    { types: KINDS.filter((kind) => !on.includes(kind)), enabled: false },
  ].filter(({ types }) => types.length > 0);
}

const DISTRIBUTION = "AWS::CloudFront::Distribution";
const IDS = "2020-05-31";

export const CLOUDFRONT: LoopbackService = {
  protocol: "rest-xml",
  routes: [
    { operation: "ListDistributions", method: "GET", path: new RegExp(`^/${IDS}/distribution/?$`) },
    { operation: "ListTagsForResource", method: "GET", path: new RegExp(`^/${IDS}/tagging/?$`), query: "Resource" },
    { operation: "GetDistribution", method: "GET", path: new RegExp(`^/${IDS}/distribution/(?<Id>[^/]+)$`) },
  ],
  operations: {
    ListDistributions: (place) => ({
      DistributionList: {
        Marker: "",
        MaxItems: 100,
        IsTruncated: false,
        Quantity: place.of(DISTRIBUTION).length,
        Items: { DistributionSummary: place.of(DISTRIBUTION).map(({ id, name }) => ({ Id: name, ARN: id })) },
      },
    }),
    GetDistribution: (place, { Id }) => {
      const distribution = find(place, DISTRIBUTION, Id);
      const names = {
        arn: "ARN",
        acmCertificateArn: "ACMCertificateArn",
        iamCertificateId: "IAMCertificateId",
        sslSupportMethod: "SSLSupportMethod",
      };
      const wire = { spell: upper, names };
      const configuration = withAccess(distribution?.["configuration"], distribution?.["@origin_access"]);
      return { Distribution: { ...onWire(itemsNamed(configuration), wire), Id, ARN: distribution?.id } };
    },
  },
};

interface Access {
  readonly Id: string;
  readonly OriginAccessControlId?: string;
}

/** What AWS Config leaves out of the origins, which a distribution says of itself. */
function withAccess(configuration: unknown, access: unknown): unknown {
  if (access === undefined) return configuration;
  const known = new Map((access as readonly Access[]).map((one) => [one.Id, one.OriginAccessControlId]));
  const { distributionConfig, ...rest } = configuration as Record<string, Record<string, unknown> | undefined>;
  const listed = (distributionConfig?.["origins"] as { items?: readonly { id: string }[] } | undefined)?.items;
  const items = (listed ?? Array.from(known.keys(), (id) => ({ id }))).map((origin) => ({
    ...origin,
    originAccessControlId: known.get(origin.id),
  }));
  return { ...rest, distributionConfig: { ...distributionConfig, origins: { items, quantity: items.length } } };
}

/** Every list of CloudFront is called `Items`; what its elements are called hangs on what they are. */
const ELEMENTS: Readonly<Record<string, string>> = {
  cacheBehaviors: "CacheBehavior",
  origins: "Origin",
  originGroups: "OriginGroup",
  originSslProtocols: "SslProtocol",
};

function itemsNamed(value: unknown, element?: string): unknown {
  if (Array.isArray(value)) return value.map((one) => itemsNamed(one));
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).map(([key, member]) => {
    const inner = itemsNamed(member, ELEMENTS[key]);
    return [key, key === "items" && element !== undefined ? { [lower(element)]: inner } : inner];
  });
  return Object.fromEntries(members);
}
