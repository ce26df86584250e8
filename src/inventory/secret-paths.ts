/**
 * Where each type keeps values that may be secrets regardless of their names: environments, user data, settings. Keys
 * are compared case-insensitively; `[]` stands for each element, `{}` for each value of a map. A path that ends in an
 * object masks the whole object. AWS: the schemas of AWS Config's items and real items; Azure: the REST specifications;
 * both read 2026-11-21.
 */
const AWS: Readonly<Record<string, readonly string[]>> = {
  "AWS::AmazonMQ::Broker": ["configuration.Users[].Password"],
  "AWS::AppRunner::Service": [
    "configuration.SourceConfiguration.ImageRepository.ImageConfiguration.RuntimeEnvironmentVariables[].Value",
    "configuration.SourceConfiguration.CodeRepository.CodeConfiguration.CodeConfigurationValues.RuntimeEnvironmentVariables[].Value",
  ],
  "AWS::ApiGateway::Stage": ["configuration.variables{}"],
  "AWS::ApiGatewayV2::Stage": ["configuration.stageVariables{}"],
  "AWS::Amplify::App": ["configuration.EnvironmentVariables[].Value", "configuration.BasicAuthConfig.Password"],
  "AWS::Amplify::Branch": ["configuration.EnvironmentVariables[].Value", "configuration.BasicAuthConfig.Password"],
  "AWS::AutoScaling::LaunchConfiguration": ["configuration.userData"],
  "AWS::Batch::JobDefinition": [
    "configuration.ContainerProperties.Environment[].Value",
    "configuration.NodeProperties.NodeRangeProperties[].Container.Environment[].Value",
  ],
  "AWS::CloudFormation::Stack": ["configuration.parameters[].parameterValue", "configuration.outputs[].outputValue"],
  "AWS::::Account": ["@account.security_contact{}"],
  "AWS::CodeBuild::Project": [
    "configuration.environment.environmentVariables[].value",
    "configuration.source.location",
    "configuration.source[].location",
    "configuration.secondarySources[].location",
  ],
  "AWS::CodePipeline::Pipeline": ["configuration.stages[].actions[].configuration.OAuthToken"],
  "AWS::EC2::Instance": ["@user_data", "configuration.userData", "supplementaryConfiguration.userData"],
  "AWS::EC2::LaunchTemplate": ["configuration.LaunchTemplateData.UserData"],
  "AWS::EC2::SpotFleet": ["configuration.SpotFleetRequestConfigData.LaunchSpecifications[].UserData"],
  "AWS::EC2::VPNConnection": [
    "configuration.customerGatewayConfiguration",
    "configuration.options.tunnelOptions[].preSharedKey",
  ],
  "AWS::ECS::TaskDefinition": ["configuration.ContainerDefinitions[].Environment[].Value"],
  "AWS::ElasticBeanstalk::Environment": ["configuration.optionSettings.aws:elasticbeanstalk:application:environment{}"],
  "AWS::Glue::Connection": ["configuration.ConnectionInput.ConnectionProperties.PASSWORD"],
  "AWS::Glue::Job": ["configuration.DefaultArguments{}"],
  "AWS::KinesisFirehose::DeliveryStream": [
    "configuration.HttpEndpointDestinationConfiguration.EndpointConfiguration.AccessKey",
  ],
  "AWS::Lambda::Function": ["@environment{}", "configuration.environment.variables{}"],
  "AWS::SageMaker::Model": ["configuration.PrimaryContainer.Environment{}", "configuration.Containers[].Environment{}"],
  "AWS::SageMaker::NotebookInstanceLifecycleConfig": [
    "configuration.OnCreate[].Content",
    "configuration.OnStart[].Content",
  ],
  "AWS::SSM::Document": ["@content"],
  "AWS::SSM::Parameter": ["configuration.Value"],
};

const VM_PROFILE = ["osProfile.customData", "osProfile.adminPassword", "userData"];
const CONTAINER_ENV = ["environmentVariables[].value", "environmentVariables[].secureValue"];

const AZURE: Readonly<Record<string, readonly string[]>> = {
  "microsoft.apimanagement/service/backends": ["properties.credentials", "properties.proxy.password"],
  "microsoft.apimanagement/service/namedvalues": ["properties.value"],
  "microsoft.app/containerapps": [
    "properties.template.containers[].env[].value",
    "properties.template.initContainers[].env[].value",
    "properties.configuration.secrets[].value",
  ],
  "microsoft.app/jobs": ["properties.template.containers[].env[].value", "properties.configuration.secrets[].value"],
  "microsoft.automation/automationaccounts/variables": ["properties.value"],
  "microsoft.batch/batchaccounts/pools": [
    "properties.startTask.environmentSettings[].value",
    "properties.userAccounts[].password",
    "properties.mountConfiguration",
  ],
  "microsoft.compute/virtualmachines": VM_PROFILE.map((path) => `properties.${path}`),
  "microsoft.compute/virtualmachines/extensions": ["properties.settings", "properties.protectedSettings"],
  "microsoft.compute/virtualmachinescalesets": [
    ...VM_PROFILE.map((path) => `properties.virtualMachineProfile.${path}`),
    "properties.virtualMachineProfile.extensionProfile.extensions[].properties.settings",
    "properties.virtualMachineProfile.extensionProfile.extensions[].properties.protectedSettings",
  ],
  "microsoft.containerinstance/containergroups": [
    ...CONTAINER_ENV.map((path) => `properties.containers[].properties.${path}`),
    ...CONTAINER_ENV.map((path) => `properties.initContainers[].properties.${path}`),
    "properties.imageRegistryCredentials[].password",
    "properties.diagnostics.logAnalytics.workspaceKey",
    "properties.volumes[].secret{}",
    "properties.volumes[].azureFile.storageAccountKey",
  ],
  "microsoft.datafactory/factories/linkedservices": ["properties.typeProperties"],
  "microsoft.logic/workflows": ["properties.parameters{}", "properties.definition.parameters{}"],
  "microsoft.machinelearningservices/workspaces/computes": [
    "properties.properties.adminUserPassword",
    "properties.properties.administratorAccount.password",
    "properties.properties.databricksAccessToken",
    "properties.properties.setupScripts",
    "properties.properties.customServices[].environmentVariables{}",
    "properties.properties.sslConfiguration",
    "properties.properties.userAccountCredentials.adminUserPassword",
  ],
  "microsoft.network/connections": ["properties.sharedKey"],
  "microsoft.network/virtualnetworkgateways": ["properties.vpnClientConfiguration.radiusServerSecret"],
  "microsoft.resources/deployments": ["properties.parameters{}", "properties.outputs{}"],
  "microsoft.web/connections": ["properties.parameterValues{}", "properties.nonSecretParameterValues{}"],
  "microsoft.web/sites": siteSettings("properties.siteConfig"),
  "microsoft.web/sites/config": ["properties.appSettings[].value", "properties.connectionStrings[].connectionString"],
  "microsoft.web/sites/slots": siteSettings("properties.siteConfig"),
  "microsoft.web/sites/slots/config": [
    "properties.appSettings[].value",
    "properties.connectionStrings[].connectionString",
  ],
  "microsoft.web/staticsites": ["properties.repositoryToken"],
};

function siteSettings(at: string): string[] {
  return [
    `${at}.appSettings[].value`,
    `${at}.appSettings{}`,
    `${at}.connectionStrings[].connectionString`,
    `${at}.azureStorageAccounts{}.accessKey`,
  ];
}

const PATHS: ReadonlyMap<string, readonly (readonly string[])[]> = new Map(
  [...Object.entries(AWS), ...Object.entries(AZURE)].map(([type, paths]) => [type, paths.map(steps)]),
);

/** The secret-bearing paths of a type, each as its steps: a key in lower case, `[]` or `{}`. */
export function secretPaths(type: string): readonly (readonly string[])[] {
  return PATHS.get(type) ?? [];
}

function steps(path: string): string[] {
  return path
    .toLowerCase()
    .split(".")
    .flatMap((part) => part.split(/(?=\[\]|\{\})/));
}
