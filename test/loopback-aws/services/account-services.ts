import { accountFact, joinedFact, policyText, seconds, withSeconds } from "./service.ts";
import type { LoopbackService } from "./service.ts";

type Facts = Readonly<Record<string, unknown>>;
type Lists = readonly Facts[];

export const ORGANIZATIONS: LoopbackService = {
  protocol: "json",
  operations: {
    DescribeOrganization: (place) => ({
      Organization: accountFact(place, "@organizations.organization", ["AWSOrganizationsNotInUseException", 400]),
    }),
    ListPolicies: (place, { Filter }) => {
      const none = ["AWSOrganizationsNotInUseException", 400] as const;
      const policies = accountFact(place, "@organizations.policies", none) as Lists;
      return { Policies: policies.filter(({ Type }) => Type === Filter) };
    },
    ListTargetsForPolicy: (place, { PolicyId }) => {
      const policies = accountFact(place, "@organizations.policies") as Lists;
      return { Targets: policies.find(({ Id }) => Id === PolicyId)?.["Targets"] };
    },
  },
};

export const ACCOUNT_MANAGEMENT: LoopbackService = {
  protocol: "rest-json",
  routes: [{ operation: "GetAlternateContact", method: "POST", path: /^\/getAlternateContact$/ }],
  operations: {
    GetAlternateContact: (place) => {
      const contact = accountFact(place, "@account.security_contact", ["ResourceNotFoundException"]);
      return { AlternateContact: { ...(contact as Facts), AlternateContactType: "SECURITY" } };
    },
  },
};

export const SECURITY_HUB: LoopbackService = {
  protocol: "rest-json",
  routes: [{ operation: "DescribeHub", method: "GET", path: /^\/accounts$/ }],
  operations: { DescribeHub: (place) => accountFact(place, "@securityhub.hub", ["InvalidAccessException", 401]) },
};

export const MACIE: LoopbackService = {
  protocol: "rest-json",
  routes: [{ operation: "GetMacieSession", method: "GET", path: /^\/macie$/ }],
  operations: {
    GetMacieSession: (place) =>
      accountFact(place, "@macie.session", ["AccessDeniedException", 403, "Macie is not enabled"]),
  },
};

export const ACCESS_ANALYZER: LoopbackService = {
  protocol: "rest-json",
  routes: [{ operation: "ListAnalyzers", method: "GET", path: /^\/analyzer$/ }],
  operations: { ListAnalyzers: (place) => ({ analyzers: accountFact(place, "@access_analyzer.analyzers") }) },
};

export const GUARDDUTY: LoopbackService = {
  protocol: "rest-json",
  routes: [
    { operation: "ListDetectors", method: "GET", path: /^\/detector$/ },
    { operation: "GetDetector", method: "GET", path: /^\/detector\/(?<DetectorId>[^/]+)$/ },
    { operation: "ListFindings", method: "POST", path: /^\/detector\/(?<DetectorId>[^/]+)\/findings$/ },
    { operation: "GetFindings", method: "POST", path: /^\/detector\/(?<DetectorId>[^/]+)\/findings\/get$/ },
  ],
  operations: {
    ListDetectors: (place) => ({
      detectorIds: (accountFact(place, "@guardduty.detectors") as Lists).map((one) => one["DetectorId"]),
    }),
    GetDetector: (place, { DetectorId }) => {
      const all = accountFact(place, "@guardduty.detectors") as Lists;
      const { Features, FindingPublishingFrequency, Status } = all.find((one) => one["DetectorId"] === DetectorId)!;
      const features = (Features as Lists | undefined)?.map(({ Name, Status }) => ({ name: Name, status: Status }));
      const serviceRole = "arn:aws:iam::111122223333:role/guardduty";
      return { features, findingPublishingFrequency: FindingPublishingFrequency, serviceRole, status: Status };
    },
    ListFindings: (place, { DetectorId }) => {
      const findings = joinedFact(place, "AWS::GuardDuty::Detector", DetectorId, "@findings") as Lists;
      return { findingIds: findings.map(({ id }) => id) };
    },
    GetFindings: (place, { DetectorId }) => {
      const findings = joinedFact(place, "AWS::GuardDuty::Detector", DetectorId, "@findings") as Lists;
      return {
        findings: findings.map(({ finding_type, created_at, updated_at, resource_type, ...rest }) => ({
          ...rest,
          type: finding_type,
          createdAt: created_at,
          updatedAt: updated_at,
          resource: { resourceType: resource_type },
        })),
      };
    },
  },
};

export const INSPECTOR: LoopbackService = {
  protocol: "rest-json",
  routes: [
    { operation: "BatchGetAccountStatus", method: "POST", path: /^\/status\/batch\/get$/ },
    { operation: "ListFindings", method: "POST", path: /^\/findings\/list$/ },
  ],
  operations: {
    BatchGetAccountStatus: (place) => ({ accounts: [accountFact(place, "@inspector.account_status")] }),
    ListFindings: (place) => ({
      findings: (accountFact(place, "@inspector.critical_findings") as Lists).map((one) => ({
        findingArn: one["id"],
        title: one["title"],
        type: one["finding_type"],
        resources: [{ id: one["resource_id"], type: one["resource_type"] }],
        fixAvailable: one["fix_available"],
        firstObservedAt: seconds(one["first_observed_at"]),
        lastObservedAt: seconds(one["last_observed_at"]),
      })),
    }),
  },
};

export const EMR: LoopbackService = {
  protocol: "json",
  operations: {
    GetBlockPublicAccessConfiguration: (place) => ({
      BlockPublicAccessConfiguration: accountFact(place, "@emr.block_public_access"),
      BlockPublicAccessConfigurationMetadata: { CreatedByArn: "arn:aws:iam::111122223333:root", CreationDateTime: 1 },
    }),
    ListClusters: (place) => ({
      Clusters: place.of("AWS::EMR::Cluster").map(({ configuration }) => ({ Id: (configuration as Facts)["Id"] })),
    }),
    DescribeCluster: (place, { ClusterId }) => {
      const cluster = place.of("AWS::EMR::Cluster").find((one) => (one["configuration"] as Facts)["Id"] === ClusterId);
      const Tags = Object.entries(cluster?.tags ?? {}).map(([Key, Value]) => ({ Key, Value }));
      return { Cluster: cluster && { ...(cluster["configuration"] as Facts), Tags } };
    },
    DescribeSecurityConfiguration: (place, { Name }) => {
      const isIt = ({ configuration }: Facts): boolean => (configuration as Facts)["SecurityConfiguration"] === Name;
      const EncryptionConfiguration = place.of("AWS::EMR::Cluster").find(isIt)?.["@security_configuration"];
      return { Name, SecurityConfiguration: JSON.stringify({ EncryptionConfiguration }) };
    },
    ListInstances: (place, { ClusterId }) => {
      const cluster = place.of("AWS::EMR::Cluster").find((one) => (one["configuration"] as Facts)["Id"] === ClusterId);
      return { Instances: joinedFact(place, "AWS::EMR::Cluster", cluster?.id, "@master_instances") };
    },
  },
};

export const GLUE: LoopbackService = {
  protocol: "json",
  operations: {
    GetResourcePolicy: (place) => ({
      PolicyInJson: policyText(accountFact(place, "@glue.resource_policy", ["EntityNotFoundException", 400])),
    }),
  },
};

const SETTINGS: Readonly<Record<string, string>> = {
  "/ssm/automation/customer-script-log-destination": "@ssm.automation_log_destination",
  "/ssm/documents/console/public-sharing-permission": "@ssm.public_sharing_permission",
};

export const SSM: LoopbackService = {
  protocol: "json",
  operations: {
    GetServiceSetting: (place, { SettingId }) => ({
      ServiceSetting: { SettingId, SettingValue: accountFact(place, SETTINGS[String(SettingId)] ?? "@ssm.?") },
    }),
    DescribeDocumentPermission: (place, { Name }) => joinedFact(place, "AWS::SSM::Document", Name, "@sharing"),
    GetDocument: (place, { Name }) => ({ Name, Content: joinedFact(place, "AWS::SSM::Document", Name, "@content") }),
    DescribeInstanceInformation: (place) => ({
      InstanceInformationList: place
        .of("AWS::EC2::Instance")
        .map((one) => joinedFact(place, one.type, one.id, "@ssm"))
        .filter((one) => one !== null)
        .map((one) => withSeconds(one, ["LastPingDateTime"])),
    }),
    DescribeInstancePatchStates: (place, { InstanceIds }) => {
      const state = joinedFact(place, "AWS::EC2::Instance", (InstanceIds as string[])[0], "@patch_state");
      return { InstancePatchStates: state === null ? [] : [withSeconds(state, ["OperationEndTime"])] };
    },
  },
};

/** Of AWS Config what is no item; its other operations are answered from what is recorded. */
export const CONFIG_SETTINGS: LoopbackService = {
  protocol: "json",
  operations: {
    DescribeDeliveryChannels: (place) => ({ DeliveryChannels: accountFact(place, "@config.delivery_channels") }),
  },
};
