import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { neededActions } from "../../../src/collect/azure/actions.ts";
import { OWN_CALLS } from "../../../src/collect/azure/own-calls.ts";
import { neededReads } from "../../../src/commands/sources/needed-reads.ts";
import { library } from "../../shipped.ts";

const room = join(import.meta.dirname, "../../../src/collect");
const sources = readdirSync(room, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));

/** Every name that the SDK gives to a command, wherever it stands in the room. */
const commands = new Set(
  sources.flatMap((file) =>
    [...readFileSync(join(room, file), "utf8").matchAll(/\b([A-Z]\w*)Command\b/g)].map(([, name]) => name!),
  ),
);

/** The one call that is no read: it starts a report on the users' credentials and changes nothing else. */
const STARTS_A_REPORT = "GenerateCredentialReport";
/** Gives the credentials that an account is read with. */
const LOGS_IN = "AssumeRole";
/** Calls by the name of reads that hand out what nobody else may have. */
const HANDS_OUT = ["GetSecretValue", "GetParameter", "GetSessionToken", "GetPasswordData", "GetAuthorizationToken"];

const isService = (file: string): boolean => file.startsWith(join("aws", "services"));

/** Every operation that is ever called. Whoever adds one says so here, and is held to the test below. */
const KNOWN = `
AssumeRole BatchGetAccountStatus BatchGetAggregateResourceConfig BatchGetRepositoryScanningConfiguration
BatchGetResourceConfig DescribeCacheClusters DescribeCapacityProviders DescribeCluster DescribeClusters
DescribeConfigRules
DescribeConfigurationAggregatorSourcesStatus DescribeConfigurationRecorderStatus DescribeConfigurationRecorders
DescribeConfigurationSettings DescribeContinuousBackups DescribeDBClusterParameters
DescribeDBClusterSnapshotAttributes DescribeDBClusterSnapshots DescribeDBClusters DescribeDBInstances
DescribeDBParameters DescribeDBProxies DescribeDBSnapshotAttributes DescribeDBSnapshots DescribeDeliveries DescribeDeliveryChannels
DescribeDeliverySources DescribeDocumentPermission DescribeEventBus DescribeFileSystemPolicy DescribeFlowLogs
DescribeHub DescribeImageScanFindings DescribeImages DescribeInstanceAttribute DescribeInstanceInformation
DescribeInstancePatchStates DescribeInstances DescribeKey DescribeListeners DescribeLoadBalancerAttributes
DescribeLoadBalancers DescribeLogGroups DescribeLoggingConfiguration DescribeMetricFilters DescribeNetworkAcls
DescribeNetworkInterfaces DescribeOrganization DescribePortfolioShares DescribeRegions DescribeReplicationGroups
DescribeRepositories DescribeResourcePolicies DescribeRouteTables DescribeSecret DescribeSecurityConfiguration DescribeSecurityGroups
DescribeServices DescribeSnapshots DescribeSubnets DescribeTable DescribeTags DescribeTaskDefinition DescribeTrails
DescribeVolumes DescribeVpcEndpoints DescribeVpcs DescribeVpnConnections GenerateCredentialReport GetAccountAuthorizationDetails
GetAccountPasswordPolicy GetAccountSummary GetAggregateDiscoveredResourceCounts GetAlternateContact GetAuthorizers
GetBlockPublicAccessConfiguration GetBucketAcl GetBucketEncryption GetBucketLifecycleConfiguration GetBucketLogging
GetBucketOwnershipControls GetBucketPolicy GetBucketTagging GetBucketVersioning GetCallerIdentity
GetComplianceDetailsByConfigRule GetCredentialReport GetDetector GetDiscoveredResourceCounts GetDistribution
GetDocument GetEbsEncryptionByDefault GetEventSelectors GetFindings GetFunctionConfiguration
GetImageBlockPublicAccessState GetInstanceMetadataDefaults GetKeyPolicy GetKeyRotationStatus GetLifecyclePolicy GetLoggingConfiguration
GetMacieSession GetPolicy GetPublicAccessBlock GetQueueAttributes GetRegistryPolicy GetRepositoryPolicy GetResourcePolicy GetResources
GetRestApi GetRoutes GetRuntimeManagementConfig GetServiceSetting GetSnapshotBlockPublicAccessState GetTopicAttributes
GetTrailStatus GetVaultAccessPolicy GetWebACL GetWebACLForResource ListAccounts ListAccountsForParent
ListAggregateDiscoveredResources ListAliases ListAnalyzers ListBuckets ListClusters ListDetectors
ListDiscoveredResources ListDistributions ListEntitiesForPolicy ListFindings ListFunctionUrlConfigs ListFunctions
ListInstances ListKeys ListNamespaces
ListOrganizationalUnitsForParent ListOrganizationsFeatures ListPolicies ListPolicyTags ListProtectedResources
ListQueryLoggingConfigs ListQueueTags ListQueues ListResourceTags ListSecrets ListServerCertificates ListServiceSpecificCredentials ListServices
ListSubscriptionsByTopic ListTables ListTags ListTagsForResource ListTagsOfResource ListTargetsForPolicy
ListTaskDefinitions ListTopics ListVaults ListVirtualMFADevices ListWorkgroups SelectAggregateResourceConfig
SelectResourceConfig
`;

/** The client that the chain of credentials begins with, and the chain itself. */
const OF_CLIENTS = ["client-config-service", "credential-provider-node", "client-config-service"];

describe("what is called in a cloud", () => {
  it("is known", () => {
    expect([...commands].toSorted()).toEqual(KNOWN.trim().split(/\s+/).toSorted());
  });

  it.each([...commands].filter((command) => command !== STARTS_A_REPORT && command !== LOGS_IN))(
    "%s only reads",
    (command) => {
      expect(command).toMatch(/^(Describe|List|Get|BatchGet|Select)[A-Z]/);
      expect(HANDS_OUT).not.toContain(command);
    },
  );

  it("is a read by the field lists and by what permissions prints, too", async () => {
    const { fields, rules } = library;
    const named = Object.values(fields).flatMap((type) =>
      [type, ...Object.values(type.fields)].flatMap(({ call = "", further_calls: further = [] }) => [call, ...further]),
    );
    const actions = [...new Set(named)].filter((call) => /^[\w-]+:/.test(call));
    expect(actions.length).toBeGreaterThan(60);
    const reads = /^[\w-]+:(?:Describe|List|Get|BatchGet|Select|GET)/;
    expect(actions.filter((action) => !reads.test(action))).toEqual([`iam:${STARTS_A_REPORT}`]);
    const calls = [...new Set([...named, ...Object.values(OWN_CALLS)])].filter((call) => call.includes("/"));
    expect(calls.filter((call) => !call.startsWith("GET "))).toEqual([OWN_CALLS.graph]);
    const azure = neededReads(rules, library, "azure");
    expect(
      neededActions(azure, fields, { group: true, witness: true }).role.filter((action) => !action.endsWith("/read")),
    ).toEqual([]);
  });

  it.each(sources.filter((file) => !isService(file)))("%s sends no command but those of the services", (file) => {
    const loaded = [...readFileSync(join(room, file), "utf8").matchAll(/from "@aws-sdk\/([^"]+)"/g)];
    const allowed = file === join("aws", "clients.ts") ? OF_CLIENTS : [];
    expect(loaded.map(([, name]) => name)).toEqual(allowed);
  });
});
