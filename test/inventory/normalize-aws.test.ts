import { describe, expect, it } from "vitest";
import { normalizeAws } from "../../src/inventory/normalize-aws.ts";
import type { ResourceDocument } from "../../src/model/resource.ts";
import { ACCOUNT, item } from "./entries-of.ts";

const POLICY = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::ledger-books/*" }],
};
const GRANTS = {
  grantSet: null,
  grantList: [
    { grantee: { id: "0f1e2d", displayName: null }, permission: "FullControl" },
    { grantee: "AllUsers", permission: "Read" },
  ],
  owner: { id: "0f1e2d" },
  isRequesterCharged: false,
};
const SUPPLEMENTARY = {
  AccessControlList: JSON.stringify(GRANTS),
  BucketPolicy: { policyText: JSON.stringify(POLICY) },
  PublicAccessBlockConfiguration: null,
  IsRequesterPaysEnabled: false,
};
const BUCKET = {
  resourceType: "AWS::S3::Bucket",
  resourceId: "ledger-books",
  resourceName: "ledger-books",
  awsRegion: "eu-west-1",
  configurationItemCaptureTime: "2026-11-20T10:00:00.000Z",
  configurationItemStatus: "OK",
  tags: { team: "ledger" },
};
const ARN = "arn:aws:s3:::ledger-books";
const CONFIGURATION = { name: "ledger-books", creationDate: "2024-01-02T03:04:05.000Z" };
const texts = Object.fromEntries(Object.entries(SUPPLEMENTARY).map(([key, value]) => [key, JSON.stringify(value)]));

function document(written: unknown, source = "config-snapshot"): ResourceDocument {
  const entry = normalizeAws(written, { source });
  if (entry === undefined || !("resource" in entry))
    throw new Error(`expected a resource, got ${JSON.stringify(entry)}`);
  return entry.resource;
}

/** What must not hang on the shape. */
function essence({ source: _source, unread: _unread, ...rest }: ResourceDocument): unknown {
  return rest;
}

describe("normalizeAws", () => {
  const delivered = {
    ...BUCKET,
    ARN,
    awsAccountId: ACCOUNT,
    configurationItemVersion: "1.3",
    configurationStateId: 1_763_632_800_000,
    configuration: CONFIGURATION,
    supplementaryConfiguration: SUPPLEMENTARY,
    relationships: [{ resourceType: "AWS::Config::X", resourceId: "x", name: "Is related to " }],
  };
  const api = {
    ...BUCKET,
    arn: ARN,
    accountId: ACCOUNT,
    version: "1.3",
    configurationStateId: "1763632800000",
    configuration: JSON.stringify(CONFIGURATION),
    supplementaryConfiguration: texts,
    relationships: [{ resourceType: "AWS::Config::X", resourceId: "x", relationshipName: "Is related to " }],
  };
  const row = {
    ...api,
    tags: [{ key: "team", value: "ledger", tag: "team=ledger" }],
    configuration: CONFIGURATION,
    supplementaryConfiguration: SUPPLEMENTARY,
  };

  it("makes one document of every shape", () => {
    const expected = essence(document(delivered));
    expect(essence(document(api, "config:GetResourceConfigHistory"))).toEqual(expected);
    expect(essence(document(row, "config:SelectResourceConfig"))).toEqual(expected);
    expect(essence(document({ ...delivered, configurationItemCaptureTime: 1_795_168_800 }))).toMatchObject({
      captured_at: new Date(1_795_168_800_000).toISOString(),
    });
    expect(expected).toMatchObject({
      provider: "aws",
      type: "AWS::S3::Bucket",
      account: ACCOUNT,
      region: "eu-west-1",
      id: ARN,
      name: "ledger-books",
      tags: { team: "ledger" },
      captured_at: "2026-11-20T10:00:00.000Z",
      configuration: CONFIGURATION,
      supplementaryConfiguration: {
        BucketPolicy: { policyText: POLICY },
        AccessControlList: { grantList: [{ grantee: { id: "0f1e2d" } }, { grantee: { group: "AllUsers" } }] },
        IsRequesterPaysEnabled: false,
      },
    });
  });

  it("keeps what is there and null: it is absent, not unread", () => {
    for (const shape of [delivered, api, row]) {
      expect(document(shape)["supplementaryConfiguration"]).toMatchObject({ PublicAccessBlockConfiguration: null });
    }
  });

  it("writes the type first, so that a reader finds it without parsing", () => {
    expect(Object.keys(document(delivered)).slice(0, 6)).toEqual([
      "type",
      "account",
      "region",
      "id",
      "name",
      "provider",
    ]);
  });

  it("says that a base item never carries tags and relationships", () => {
    const { tags: _tags, relationships: _relationships, ...base } = api;
    const found = document(base, "config:BatchGetResourceConfig");
    expect(found.tags).toBeUndefined();
    expect(found.unread?.map(({ path, reason }) => [path, reason])).toEqual([
      ["tags", "not_collected"],
      ["relationships", "not_collected"],
    ]);
  });

  it.each([
    ["URL-encoded", encodeURIComponent(JSON.stringify(POLICY))],
    ["JSON", JSON.stringify(POLICY, null, 2)],
    ["text in text", JSON.stringify(JSON.stringify(POLICY))],
    ["an object", POLICY],
    ["a list of one", [POLICY]],
  ])("decodes a policy written as %s", (_, written) => {
    const configuration = {
      assumeRolePolicyDocument: written,
      rolePolicyList: [{ policyName: "p", policyDocument: written }],
    };
    const found = document(item({ resourceType: "AWS::IAM::Role", configuration }));
    expect(found["configuration"]).toEqual({
      assumeRolePolicyDocument: POLICY,
      rolePolicyList: [{ policyName: "p", policyDocument: POLICY }],
    });
  });

  it("leaves a text that only looks encoded", () => {
    for (const text of ["%7Bbroken", "%7B%zz", "{", "[", "%", "plain", ""]) {
      expect(document(item({ configuration: { policy: text } }))["configuration"]).toEqual({ policy: text });
    }
  });

  it("leaves a capture time that cannot be read where it was", () => {
    const found = document(item({ configurationItemCaptureTime: "datetime.datetime(2020, 4, 22)" }));
    expect(found.captured_at).toBeUndefined();
    expect(found["configurationItemCaptureTime"]).toBe("datetime.datetime(2020, 4, 22)");
  });

  it("does not let a configuration that cannot be decoded in as text", () => {
    const found = document(item({ configuration: '{"password":"hunter2' }));
    expect(JSON.stringify(found)).not.toContain("hunter2");
    expect(found.unread?.map(({ path }) => path)).toContain("configuration");
  });

  it.each([
    ["ResourceDeleted", { skipped: { reason: "deleted", count: 1 } }],
    ["ResourceDeletedNotRecorded", { skipped: { reason: "deleted", count: 1 } }],
    [
      "ResourceNotRecorded",
      { blind_spot: { reason: "not_recorded", types: ["AWS::EC2::Volume"], account: ACCOUNT, region: "eu-west-1" } },
    ],
    ["ResourceDiscovered", { resource: { id: item()["ARN"] } }],
  ])("takes a status of %s for what it says", (status, expected) => {
    expect(normalizeAws(item({ configurationItemStatus: status }), { source: "x" })).toMatchObject(expected);
  });

  it("takes the region from the ARN where the item says that it has none", () => {
    expect(document(item({ awsRegion: "Not Applicable" })).region).toBe("eu-west-1");
    expect(document(item({ awsRegion: undefined, ARN: "arn:aws:iam::111122223333:role/r" })).region).toBe("global");
  });

  it("takes account and id from where they are", () => {
    const { awsAccountId: _account, ARN: _arn, ...bare } = item();
    expect(document(bare)).toMatchObject({ account: "unknown", id: "vol-0a1b2c3d" });
    expect(document({ ...bare, arn: item()["ARN"] }).account).toBe(ACCOUNT);
  });

  it.each([
    undefined,
    null,
    7,
    "x",
    [],
    {},
    { resourceType: "AWS::X::Y" },
    { resourceType: "volumes", resourceId: "a" },
  ])("does not take %j for an item", (value) => {
    expect(normalizeAws(value, { source: "x" })).toBeUndefined();
  });

  it("lets no item vouch for itself with demarc's own words", () => {
    const found = document(
      item({ "@ec2": { ok: true }, children: {}, unread: [], confirmed_at: "2026-01-01T00:00:00Z", provider: "azure" }),
    );
    expect(found["@ec2"]).toBeUndefined();
    expect(found["children"]).toBeUndefined();
    expect(found.confirmed_at).toBeUndefined();
    expect(found.provider).toBe("aws");
  });

  it("joins facts that the collector read", () => {
    const entry = normalizeAws(item(), { source: "x", joined: { "@status": { isLogging: true }, id: "no" } });
    expect(entry).toMatchObject({ resource: { "@status": { isLogging: true }, id: item()["ARN"] } });
  });

  it("does not change what it is given", () => {
    const given = item({
      configuration: { userData: "aGVsbG8=", policy: JSON.stringify(POLICY) },
      resourceType: "AWS::EC2::Instance",
    });
    const before = JSON.stringify(given);
    document(given);
    expect(JSON.stringify(given)).toBe(before);
  });

  it("keeps __proto__ a plain member", () => {
    const hostile = JSON.parse(
      `{"resourceType":"AWS::A::B","resourceId":"x","__proto__":{"polluted":1},"tags":{"__proto__":"t"},"configuration":{"__proto__":{"polluted":1},"password":"secret1"}}`,
    );
    const found = document(hostile);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    expect(Object.hasOwn(found["configuration"] as object, "__proto__")).toBe(true);
    expect(Object.getPrototypeOf(found)).toBe(Object.prototype);
  });
});

describe("what SELECT wraps", () => {
  const cluster = (configuration: object): unknown => ({
    ...BUCKET,
    resourceType: "AWS::RDS::DBCluster",
    arn: "arn:aws:rds:eu-west-1:111122223333:cluster:books",
    accountId: ACCOUNT,
    configuration,
  });

  it("comes out as in every other shape", () => {
    const wrapped = cluster({ availabilityZones: [{ value: "eu-west-1a" }, { value: "eu-west-1b" }] });
    const plain = cluster({ availabilityZones: ["eu-west-1a", "eu-west-1b"] });
    expect(essence(document(wrapped, "config:SelectResourceConfig"))).toEqual(essence(document(plain)));
  });

  it("stays where the cloud itself writes it", () => {
    const own = cluster({ endpoint: { value: "books.example" } });
    expect(document(own).configuration).toEqual({ endpoint: { value: "books.example" } });
  });
});
