import { REPOSITORIES_DESCRIBED } from "./described-json.ts";
import { FUNCTIONS_DESCRIBED, LAMBDA_ROUTES } from "./described-rest.ts";
import { accountFact, joinedFact, policyText, seconds } from "./service.ts";
import type { LoopbackService } from "./service.ts";
import type { Facts, Lists } from "./service-facts.ts";

const REST_API = "AWS::ApiGateway::RestApi";

export const API_GATEWAY: LoopbackService = {
  protocol: "rest-json",
  routes: [
    { operation: "GetRestApi", method: "GET", path: /^\/restapis\/(?<id>[^/]+)$/ },
    { operation: "GetAuthorizers", method: "GET", path: /^\/restapis\/(?<id>[^/]+)\/authorizers$/ },
    { operation: "GetResources", method: "GET", path: /^\/restapis\/(?<id>[^/]+)\/resources$/ },
    { operation: "GetRoutes", method: "GET", path: /^\/v2\/apis\/(?<id>[^/]+)\/routes$/ },
  ],
  operations: {
    GetRestApi: (place, { id }) => {
      const policy = policyText(joinedFact(place, REST_API, id, "@policy"));
      return { id, ...(policy !== undefined && { policy: policy.replaceAll('"', '\\"') }) };
    },
    GetAuthorizers: (place, { id }) => {
      const authorizers = joinedFact(place, REST_API, id, "@authorizers") as Lists;
      return authorizers.length === 0 ? {} : { item: authorizers };
    },
    GetResources: (place, { id }) => ({
      item: (joinedFact(place, REST_API, id, "@methods") as Lists).map((one) => ({
        path: one["path"],
        resourceMethods: {
          [String(one["http_method"])]: {
            authorizationType: one["authorization_type"],
            authorizerId: one["authorizer_id"] ?? undefined,
            apiKeyRequired: one["api_key_required"],
          },
        },
      })),
    }),
    GetRoutes: (place, { id }) => ({
      items: (joinedFact(place, "AWS::ApiGatewayV2::Api", id, "@routes") as Lists).map((route) =>
        Object.fromEntries(
          Object.entries(route).map(([key, value]) => [`${key.charAt(0).toLowerCase()}${key.slice(1)}`, value]),
        ),
      ),
    }),
  },
};

export const LAMBDA: LoopbackService = {
  protocol: "rest-json",
  routes: [
    ...LAMBDA_ROUTES,
    { operation: "ListFunctionUrlConfigs", method: "GET", path: /^\/2021-10-31\/functions\/(?<id>[^/]+)\/urls$/ },
    {
      operation: "GetRuntimeManagementConfig",
      method: "GET",
      path: /^\/2021-07-20\/functions\/(?<id>[^/]+)\/runtime-management-config$/,
    },
    {
      operation: "GetFunctionConfiguration",
      method: "GET",
      path: /^\/2015-03-31\/functions\/(?<id>[^/]+)\/configuration$/,
    },
  ],
  operations: {
    ...FUNCTIONS_DESCRIBED,
    ListFunctionUrlConfigs: (place, { id }) => ({
      FunctionUrlConfigs: joinedFact(place, "AWS::Lambda::Function", id, "@urls"),
    }),
    GetRuntimeManagementConfig: (place, { id }) =>
      joinedFact(place, "AWS::Lambda::Function", id, "@runtime_management"),
    GetFunctionConfiguration: (place, { id }) => {
      const Variables = joinedFact(place, "AWS::Lambda::Function", id, "@environment");
      return { FunctionName: id, Environment: { Variables } };
    },
  },
};

export const BEANSTALK: LoopbackService = {
  protocol: "query",
  operations: {
    DescribeConfigurationSettings: (place, { EnvironmentName }) => {
      const type = "AWS::ElasticBeanstalk::Environment";
      const environment = place
        .of(type)
        .find(({ configuration }) => Object.values(configuration as Facts).includes(EnvironmentName));
      const options = joinedFact(place, type, environment?.id, "@option_settings") as Facts;
      const member = Object.entries(options)
        .filter(([, value]) => value !== null)
        .map(([OptionName, Value]) => ({ OptionName, Namespace: NAMESPACES[OptionName], Value }));
      return { ConfigurationSettings: { member: [{ EnvironmentName, OptionSettings: { member } }] } };
    },
  },
};

const NAMESPACES: Readonly<Record<string, string>> = {
  ManagedActionsEnabled: "aws:elasticbeanstalk:managedactions",
  UpdateLevel: "aws:elasticbeanstalk:managedactions:platformupdate",
  StreamLogs: "aws:elasticbeanstalk:cloudwatch:logs",
  RetentionInDays: "aws:elasticbeanstalk:cloudwatch:logs",
};

const REPOSITORY = "AWS::ECR::Repository";

export const ECR: LoopbackService = {
  protocol: "json",
  operations: {
    ...REPOSITORIES_DESCRIBED,
    GetRegistryPolicy: (place) => ({
      policyText: policyText(accountFact(place, "@ecr.registry_policy", ["RegistryPolicyNotFoundException", 400])),
    }),
    BatchGetRepositoryScanningConfiguration: (place, { repositoryNames }) => ({
      scanningConfigurations: (repositoryNames as string[]).map((name) =>
        joinedFact(place, REPOSITORY, name, "@scanning"),
      ),
    }),
    DescribeImages: (place, { repositoryName }) => {
      const image = joinedFact(place, REPOSITORY, repositoryName, "@latest_image") as Facts | null;
      const older = { imageDigest: "sha256:0", imagePushedAt: 1 };
      const latest = { imageDigest: image?.["image_digest"], imagePushedAt: seconds(image?.["pushed_at"]) };
      return { imageDetails: image === null ? [] : [older, latest] };
    },
    DescribeImageScanFindings: (place, { repositoryName }) => {
      const none = ["ScanNotFoundException", 400] as const;
      const image = joinedFact(place, REPOSITORY, repositoryName, "@latest_image", none) as Facts;
      return {
        imageScanStatus: { status: image["scan_status"] },
        imageScanFindings: {
          findingSeverityCounts: image["severity_counts"],
          imageScanCompletedAt: seconds(image["scan_completed_at"]),
        },
      };
    },
  },
};

export const SERVICE_CATALOG: LoopbackService = {
  protocol: "json",
  operations: {
    DescribePortfolioShares: (place, { PortfolioId, Type }) => {
      const shares = joinedFact(place, "AWS::ServiceCatalog::Portfolio", PortfolioId, "@shares") as Lists;
      return { PortfolioShareDetails: shares.filter((share) => share["Type"] === Type) };
    },
  },
};
