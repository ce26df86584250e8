import { describe, expect, it } from "vitest";
import type { RelatedLookup } from "../../../src/evaluate/related/related-lookup.ts";
import { viewDocument } from "../../../src/evaluate/language/document-view.ts";
import type { Answer } from "../ask.ts";
import { answerTo, ask, documentFor } from "../ask.ts";

const CONDITION = { customer_managed_key: "configuration.kmsKeyId" };
const ID = "1234abcd-12ab-34cd-56ef-1234567890ab";
const ARN = `arn:aws:kms:eu-west-1:111122223333:key/${ID}`;

/** Keys and aliases that were read, in the account and region of the document that asks unless said otherwise. */
function world(keyManager: unknown, more: Record<string, unknown> = {}): RelatedLookup {
  const view = (type: string, configuration: unknown) =>
    viewDocument(documentFor({ id: `${type}-1`, configuration, ...more }, { type }));
  const documents = [
    { at: ID, view: view("AWS::KMS::Key", { keyId: ID, keyManager }) },
    { at: "alias/mine", view: view("AWS::KMS::Alias", { AliasName: "alias/mine", TargetKeyId: ID }) },
  ];
  return ({ key, spec, at: place }) => ({
    found: documents
      .filter(({ at, view: { document } }) => at === key && spec.types.includes(document.type))
      .filter(({ view: { document } }) => document.account === place?.account && document.region === place.region)
      .map(({ view: found }) => found),
    hole: null,
  });
}

/** Finds nothing, for that reason. */
function unreadFor(hole: string | null): RelatedLookup {
  return () => ({ found: [], hole });
}

const asked = (kmsKeyId: unknown, related?: RelatedLookup): Answer =>
  answerTo(CONDITION, { configuration: { kmsKeyId, other: 1 } }, related ? { related } : {});

describe("a key that the customer manages", () => {
  it.each<[string, unknown, unknown, Answer]>([
    ["by id, the customer's", ID, "CUSTOMER", "true"],
    ["by id, in capitals", ID.toUpperCase(), "CUSTOMER", "true"],
    ["by ARN, the customer's", ARN, "CUSTOMER", "true"],
    ["by ARN, the cloud's", ARN, "AWS", "false"],
    ["by alias", "alias/mine", "CUSTOMER", "true"],
    ["by alias ARN", "arn:aws:kms:eu-west-1:111122223333:alias/mine", "AWS", "false"],
    ["by an alias that was not read", "alias/yours", "CUSTOMER", "unknown"],
    ["by the cloud's alias", "alias/aws/s3", "CUSTOMER", "false"],
    ["by the ARN of the cloud's alias", "arn:aws:kms:eu-west-1:111122223333:alias/aws/s3", "CUSTOMER", "false"],
    ["in another account", ARN.replace("111122223333", "444455556666"), "CUSTOMER", "unknown"],
    ["in another region", ARN.replace("eu-west-1", "us-east-1"), "CUSTOMER", "unknown"],
    ["managed by nobody known", ARN, "SOMEBODY", "unknown"],
    ["whose manager is absent", ARN, undefined, "unknown"],
    ["absent", null, "CUSTOMER", "false"],
    ["empty", "", "CUSTOMER", "false"],
    ["no key", "https://vault.example/keys/x", "CUSTOMER", "unknown"],
    ["a number", 7, "CUSTOMER", "unknown"],
    ["masked", { masked: true, length: 3, looks_like: "nothing" }, "CUSTOMER", "unknown"],
  ])("%s", (_name, value, manager, expected) => {
    expect(asked(value, world(manager))).toBe(expected);
  });

  it("is unknown where the key was not read", () => {
    expect(asked(ARN)).toBe("unknown");
    expect(
      asked(ARN, world("CUSTOMER", { unread: [{ path: "configuration.keyManager", reason: "access_denied" }] })),
    ).toBe("unknown");
    expect(answerTo(CONDITION, { configuration: { other: 1 } }, { unread: ["configuration.kmsKeyId"] })).toBe(
      "unknown",
    );
  });

  it("is the fact, also under a negation", () => {
    expect(answerTo({ not: CONDITION }, { configuration: { other: 1 } })).toBe("true");
  });

  it("names the fact of the other resource, or what was not read", () => {
    const body = { configuration: { kmsKeyId: ARN } };
    expect(ask(CONDITION, body, { related: world("AWS") }).evidence).toMatchObject([
      { path: "configuration.keyManager", seen: "AWS", resource: "AWS::KMS::Key-1" },
    ]);
    expect(ask(CONDITION, body, { related: unreadFor("it was refused") }).evidence).toMatchObject([
      {
        path: "configuration.kmsKeyId",
        seen: "it was refused",
        state: "unread",
        because: `the key ${ID} was not read`,
      },
    ]);
  });

  it("names the key where everything was read and it does not exist", () => {
    expect(ask(CONDITION, { configuration: { kmsKeyId: ARN } }, { related: unreadFor(null) }).evidence).toMatchObject([
      { path: "configuration.kmsKeyId", seen: ARN, state: "value", because: `the key ${ID} was not read` },
    ]);
  });

  it("says why the key of an alias was not read", () => {
    const body = { configuration: { kmsKeyId: "alias/mine" } };
    const related = world("CUSTOMER", {
      configuration: { AliasName: "alias/mine" },
      unread: [{ path: "configuration.TargetKeyId", reason: "access_denied", call: "kms:ListAliases" }],
    });
    expect(ask(CONDITION, body, { related }).evidence).toMatchObject([
      { path: "configuration.kmsKeyId", seen: "kms:ListAliases access_denied", state: "unread" },
    ]);
    expect(ask(CONDITION, body, { related: unreadFor("it was refused") }).evidence).toMatchObject([
      { seen: "it was refused", state: "unread", because: "the alias alias/mine was not read" },
    ]);
  });

  it.each([
    [
      "where the name says",
      ARN.replace("eu-west-1:111122223333", "us-east-1:444455556666"),
      "444455556666",
      "us-east-1",
    ],
    ["where the document that asks is", ID, "111122223333", "eu-west-1"],
  ])("looks %s", (_name, key, account, region) => {
    let looked: unknown;
    asked(key, ({ at }) => {
      looked = at;
      return { found: [], hole: null };
    });
    expect(looked).toEqual({ account, region });
  });
});
