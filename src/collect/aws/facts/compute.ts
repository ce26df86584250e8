import { decodeContainer } from "../../../inventory/aws-embedded.ts";
import { isObject, own, ownText } from "../../../inventory/json-text.ts";
import type { JsonObject } from "../../../inventory/json-text.ts";
import type { ResourceDocument } from "../../../model/resource.ts";
import type { Aws } from "./aws.ts";
import { foreign, noneOn } from "./aws.ts";
import type { AccountFact, JoinedFact } from "./fact.ts";
import { pick } from "./fact.ts";
import { resourceIdOf } from "./resource-id.ts";

const REPOSITORY = ["AWS::ECR::Repository"];
const FARGATE = ["FARGATE", "FARGATE_SPOT"];
const NODE = ["Ec2InstanceId", "Id", "PrivateIpAddress", "PublicDnsName", "PublicIpAddress"];

export const EMR_ACCOUNT_FACTS: readonly AccountFact[] = [
  {
    path: "@emr.block_public_access",
    per: "region",
    read: async (aws) =>
      own(await aws.ask("emr", "GetBlockPublicAccessConfiguration"), "BlockPublicAccessConfiguration"),
  },
];

export const COMPUTE_FACTS: readonly JoinedFact[] = [
  {
    types: ["AWS::ECS::Service"],
    path: "@capacity_providers",
    appliesTo: hasOwnCapacity,
    read: capacityProviders,
  },
  { types: ["AWS::EMR::Cluster"], path: "@master_instances", read: masterInstances },
  { types: ["AWS::EMR::Cluster"], path: "@security_configuration", read: securityConfiguration },
  { types: ["AWS::ElasticBeanstalk::Environment"], path: "@option_settings", read: optionSettings },
  { types: REPOSITORY, path: "@scanning", read: scanning },
  { types: REPOSITORY, path: "@latest_image", read: latestImage },
];

/** Whether the strategy names providers other than Fargate's: it does not say what is behind such a name. */
function hasOwnCapacity({ configuration }: ResourceDocument): boolean {
  const strategy = own(configuration, "CapacityProviderStrategy");
  return Array.isArray(strategy) && strategy.some((use) => !FARGATE.includes(ownText(use, "CapacityProvider") ?? ""));
}

/** Names the cluster, since providers of managed instances are listed only then. */
async function capacityProviders(aws: Aws, { configuration }: ResourceDocument): Promise<unknown> {
  const cluster = ownText(configuration, "Cluster");
  if (cluster === undefined) return undefined;
  const listing = { input: { cluster }, elements: "capacityProviders", token: ["nextToken", "nextToken"] as const };
  const found = await aws.once(`capacity providers of ${cluster}`, () =>
    aws.list("ecs", "DescribeCapacityProviders", listing),
  );
  return found.map((provider) => pick(provider, ["name", "type"]));
}

/** Primary nodes are in a group or in a fleet, depending on how the cluster was created. */
async function masterInstances(aws: Aws, cluster: ResourceDocument): Promise<unknown> {
  const { configuration } = cluster;
  const isFleet = ownText(configuration, "InstanceCollectionType") === "INSTANCE_FLEET";
  const which = isFleet ? { InstanceFleetType: "MASTER" } : { InstanceGroupTypes: ["MASTER"] };
  const input = { ClusterId: ownText(configuration, "Id") ?? resourceIdOf(cluster), ...which };
  const nodes = await aws.list("emr", "ListInstances", { input, elements: "Instances", token: ["Marker", "Marker"] });
  return nodes.map((node) => pick(node, NODE));
}

/** What the cluster's security configuration encrypts; null if it was started without one. */
async function securityConfiguration(aws: Aws, { configuration }: ResourceDocument): Promise<unknown> {
  const Name = ownText(configuration, "SecurityConfiguration") ?? "";
  if (Name === "") return null;
  const operation = "DescribeSecurityConfiguration";
  const found = await aws.once(`security configuration ${Name}`, () => aws.ask("emr", operation, { Name }));
  const settings = decodeContainer(ownText(found, "SecurityConfiguration") ?? "");
  if (settings === undefined) throw foreign("emr", operation, "the security configuration is no JSON");
  const encryption = own(settings, "EncryptionConfiguration") ?? {};
  return pick(encryption, ["EnableAtRestEncryption", "EnableInTransitEncryption"]);
}

/** Each option with its namespace, without the prefix that all namespaces share. */
const OPTIONS = [
  ["ManagedActionsEnabled", "managedactions"],
  ["UpdateLevel", "managedactions:platformupdate"],
  ["StreamLogs", "cloudwatch:logs"],
  ["RetentionInDays", "cloudwatch:logs"],
];

async function optionSettings(aws: Aws, { configuration }: ResourceDocument): Promise<JsonObject> {
  const input = {
    ApplicationName: ownText(configuration, "applicationName", "ApplicationName"),
    EnvironmentName: ownText(configuration, "environmentName", "EnvironmentName"),
  };
  const operation = "DescribeConfigurationSettings";
  const [found] = await aws.list("elastic-beanstalk", operation, { input, elements: "ConfigurationSettings" });
  const settings = own(found, "OptionSettings");
  if (!Array.isArray(settings)) throw foreign("elastic-beanstalk", operation, "the answer has no option settings");
  const valueOf = ([option, namespace]: string[]): unknown => {
    const isIt = (one: unknown): boolean =>
      own(one, "OptionName") === option && own(one, "Namespace") === `aws:elasticbeanstalk:${namespace}`;
    return own(settings.find(isIt), "Value") ?? null;
  };
  return Object.fromEntries(OPTIONS.map((option) => [option[0]!, valueOf(option)]));
}

async function scanning(aws: Aws, { name }: ResourceDocument): Promise<unknown> {
  const input = { repositoryNames: [name] };
  const elements = "scanningConfigurations";
  const [found] = await aws.list("ecr", "BatchGetRepositoryScanningConfiguration", { input, elements });
  return pick(found, ["scanFrequency", "scanOnPush"]);
}

function pushedAt(image: JsonObject): number {
  return Number(own(image, "imagePushedAt") ?? 0);
}

const INDEX = /(?:\bindex\b|\bmanifest\.list\b)/;
const CONTAINER = ["application/vnd.docker.container.image.v1+json", "application/vnd.oci.image.config.v1+json"];
const REFERRER = /^sha256-[0-9a-f]{64}(?:\.\w+)?$/;

/**
 * Whether it is an image, not something pushed beside images and never scanned: platform indexes, signatures, charts,
 * build attestations (inferred).
 */
function isImage(pushed: JsonObject): boolean {
  const tags = own(pushed, "imageTags");
  const names = Array.isArray(tags) ? tags.map(String) : [];
  const kind = ownText(pushed, "artifactMediaType");
  const scan = ownText(own(pushed, "imageScanStatus"), "status");
  if (INDEX.test(ownText(pushed, "imageManifestMediaType") ?? "")) return false;
  if (kind !== undefined && !CONTAINER.includes(kind)) return false;
  return names.length === 0 ? scan !== "UNSUPPORTED_IMAGE" : !names.every((name) => REFERRER.test(name));
}

async function latestImage(aws: Aws, { name: repositoryName }: ResourceDocument): Promise<JsonObject | null> {
  const listing = { input: { repositoryName }, elements: "imageDetails", token: ["nextToken", "nextToken"] as const };
  const images = await aws.list("ecr", "DescribeImages", listing);
  const latest = images
    .filter(isImage)
    .reduce<JsonObject | undefined>(
      (newest, image) => (newest === undefined || pushedAt(image) > pushedAt(newest) ? image : newest),
      undefined,
    );
  if (latest === undefined) return null;
  const imageDigest = own(latest, "imageDigest");
  const asked = aws.ask("ecr", "DescribeImageScanFindings", {
    repositoryName,
    imageId: { imageDigest },
    maxResults: 1,
  });
  const scan = await noneOn(["ScanNotFoundException"], asked);
  const findings = own(scan, "imageScanFindings");
  const counts = own(findings, "findingSeverityCounts");
  return {
    image_digest: imageDigest,
    pushed_at: own(latest, "imagePushedAt"),
    scan_status: own(own(scan, "imageScanStatus"), "status") ?? null,
    scan_completed_at: own(findings, "imageScanCompletedAt") ?? null,
    severity_counts: isObject(counts) ? counts : null,
  };
}
