import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskSecrets } from "../../src/inventory/mask.ts";
import { isSecretName } from "../../src/inventory/secret-names.ts";
import type { ResourceDocument } from "../../src/model/resource.ts";

const SECRET = "tr0ub4dor-and-3";
const PEM = "-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----";

function masked(type: string, body: Readonly<Record<string, unknown>>): ResourceDocument {
  return maskSecrets({ provider: "p", account: "a", region: "r", type, id: "i", name: "n", ...body });
}

const put = (value: unknown, looks_like: string): unknown => ({
  masked: true,
  length: String(value).length,
  looks_like,
});

describe("isSecretName", () => {
  it.each([
    "password",
    "masterUserPassword",
    "DB_PASSWORD",
    "client_secret",
    "apiKey",
    "spring.datasource.password",
    "OAuthToken",
    "primaryConnectionString",
  ])("takes %s for a secret", (name) => expect(isSecretName(name)).toBe(true));
  it.each([
    "secretArn",
    "tokenExpiry",
    "passwordPolicy",
    "accessKeyId",
    "clientToken",
    "nextToken",
    "kmsKeyId",
    "passwordLastUsed",
    "httpTokens",
    "lambda:EventSourceToken",
    "__proto__",
  ])("does not take %s for one", (name) => expect(isSecretName(name)).toBe(false));
});

describe("maskSecrets", () => {
  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    [
      "AWS::ECS::TaskDefinition",
      {
        configuration: {
          ContainerDefinitions: [
            {
              Environment: [
                { Name: "MODE", Value: "fast" },
                { Name: "DB_PASSWORD", Value: SECRET },
              ],
            },
          ],
        },
      },
      {
        configuration: {
          ContainerDefinitions: [
            {
              Environment: [
                { Name: "MODE", Value: put("fast", "nothing") },
                { Name: "DB_PASSWORD", Value: put(SECRET, "password") },
              ],
            },
          ],
        },
      },
    ],
    [
      "AWS::Lambda::Function",
      { configuration: { environment: { variables: { MODE: "fast", KEY: "AKIAIOSFODNN7EXAMPLE" } } } },
      {
        configuration: {
          environment: {
            variables: { MODE: put("fast", "nothing"), KEY: put("AKIAIOSFODNN7EXAMPLE", "aws_access_key") },
          },
        },
      },
    ],
    [
      "AWS::ECS::TaskDefinition",
      { configuration: { ContainerDefinitions: [{ Environment: [{ Name: "PROXY", Value: "" }] }] } },
      { configuration: { ContainerDefinitions: [{ Environment: [{ Value: put("", "nothing") }] }] } },
    ],
    [
      "AWS::CodeBuild::Project",
      {
        configuration: {
          environment: {
            environmentVariables: [
              { name: "A", value: "arn:aws:ssm:eu-west-1:111122223333:parameter/a", type: "PLAINTEXT" },
            ],
          },
        },
      },
      {
        configuration: {
          environment: {
            environmentVariables: [{ name: "A", value: { masked: true, looks_like: "reference" }, type: "PLAINTEXT" }],
          },
        },
      },
    ],
    [
      "AWS::EC2::Instance",
      { configuration: { userData: "aGVsbG8=" } },
      { configuration: { userData: put("aGVsbG8=", "nothing") } },
    ],
    [
      "AWS::RDS::DBInstance",
      { configuration: { masterUserPassword: SECRET } },
      { configuration: { masterUserPassword: put(SECRET, "password") } },
    ],
    [
      "microsoft.containerinstance/containergroups",
      { properties: { containers: [{ properties: { environmentVariables: [{ name: "A", value: "b" }] } }] } },
      {
        properties: {
          containers: [{ properties: { environmentVariables: [{ name: "A", value: put("b", "nothing") }] } }],
        },
      },
    ],
    [
      "microsoft.compute/virtualmachines",
      { properties: { osProfile: { AdminPassword: SECRET, customData: "aGVsbG8=" } } },
      { properties: { osProfile: { AdminPassword: put(SECRET, "password"), customData: put("aGVsbG8=", "nothing") } } },
    ],
    [
      "microsoft.web/sites",
      {
        properties: {
          siteConfig: {
            appSettings: [{ name: "A", value: "b" }],
            connectionStrings: [{ name: "c", connectionString: "Server=x" }],
          },
        },
      },
      {
        properties: {
          siteConfig: {
            appSettings: [{ name: "A", value: put("b", "nothing") }],
            connectionStrings: [{ name: "c", connectionString: { masked: true } }],
          },
        },
      },
    ],
    [
      "any/type",
      { properties: { deep: [{ clientSecret: SECRET }] } },
      { properties: { deep: [{ clientSecret: put(SECRET, "password") }] } },
    ],
    ["any/type", { properties: { text: PEM } }, { properties: { text: put(PEM, "private_key") } }],
    [
      "any/type",
      { properties: { list: [{ parameterKey: "DbPassword", parameterValue: SECRET }] } },
      { properties: { list: [{ parameterValue: put(SECRET, "password") }] } },
    ],
    ["any/type", { tags: { password: SECRET, team: "ledger" } }, { tags: { password: "(masked)", team: "ledger" } }],
  ])("hides what %s keeps secret", (type, body, expected) => {
    expect(masked(type, body)).toMatchObject(expected);
  });

  it.each([
    { secret: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf" },
    { password: null, secret: "", resetPassword: "true" },
    { token: "https://login.example.org/token", maxOutputToken: "16384" },
    { httpTokens: "required", secretArn: "x", keyManager: "CUSTOMER" },
    { password: { masked: true, length: 3, looks_like: "password" } },
    { Statement: [{ Condition: { StringEquals: { "sts:ExternalId": "abc" } } }] },
  ])("leaves %j as it is", (properties) => {
    expect(masked("any/type", { properties })["properties"]).toEqual(properties);
  });

  it.each<[string, string, Record<string, unknown>]>([
    [
      "a child",
      "microsoft.web/sites",
      { "config/web": { properties: { appSettings: [{ name: "X", value: SECRET }] } } },
    ],
    [
      "each of a list of children",
      "microsoft.compute/virtualmachines",
      { extensions: [{ properties: { settings: { script: SECRET } } }] },
    ],
    [
      "a child of a child",
      "microsoft.automation/automationaccounts",
      { variables: [{ properties: { value: SECRET } }] },
    ],
    [
      "what a gateway signs in with",
      "microsoft.apimanagement/service",
      {
        backends: [
          { properties: { credentials: { header: { "x-greeting": [SECRET] } }, proxy: { password: SECRET } } },
          { properties: { credentials: { authorization: { scheme: "Basic", parameter: SECRET } } } },
        ],
        namedValues: [{ properties: { displayName: "greeting", secret: false, value: SECRET } }],
      },
    ],
    [
      "a child with a name",
      "microsoft.compute/virtualmachines",
      { "extensions/setup": { properties: { settings: SECRET } } },
    ],
  ])("masks %s by the paths of its own type", (_, type, children) => {
    expect(JSON.stringify(masked(type, { children }))).not.toContain(SECRET);
  });

  it.each<[string, string, Record<string, unknown>]>([
    ["user data of an instance", "AWS::EC2::Instance", { "@user_data": SECRET }],
    ["a function's environment", "AWS::Lambda::Function", { "@environment": { GREETING: SECRET } }],
    ["a document's content", "AWS::SSM::Document", { "@content": SECRET }],
    ["a person's address", "AWS::::Account", { "@account": { security_contact: { EmailAddress: SECRET } } }],
    ["the address of a source", "AWS::CodeBuild::Project", { configuration: { source: [{ location: SECRET }] } }],
  ])("masks %s wherever it was joined from", (_, type, body) => {
    expect(JSON.stringify(masked(type, body))).not.toContain(SECRET);
  });

  it("keeps where a secret is kept", () => {
    const keyVault = { secretIdentifier: "https://hf-vault.vault.azure.net/secrets/partner" };
    const children = { namedvalues: [{ properties: { displayName: "partner", secret: true, keyVault } }] };
    expect(masked("microsoft.apimanagement/service", { children })["children"]).toEqual(children);
  });

  it("keeps what stands for a child that was asked for and is not there", () => {
    const children = {
      "managementpolicies/default": null,
      firewallrules: [],
      diagnosticsettings: { unsupported: true },
    };
    expect(masked("microsoft.sql/servers", { children })["children"]).toEqual(children);
  });

  it("masks what should be text and is something else", () => {
    const body = { configuration: { environment: { variables: { A: { nested: SECRET }, B: 7 } } } };
    expect(JSON.stringify(masked("AWS::Lambda::Function", body))).not.toContain(SECRET);
    expect(masked("AWS::Lambda::Function", body)).toMatchObject({
      configuration: { environment: { variables: { B: put(7, "nothing") } } },
    });
  });

  it("changes nothing the second time", () => {
    const body = fc.dictionary(fc.constantFrom("configuration", "properties"), fc.jsonValue());
    const type = fc.constantFrom("AWS::Lambda::Function", "microsoft.web/sites", "any/type");
    const property = fc.property(type, body, (of, document) => {
      const once = masked(of, document);
      expect(maskSecrets(once)).toEqual(once);
    });
    fc.assert(property);
  });
});
