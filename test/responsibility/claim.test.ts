import { describe, expect, it } from "vitest";
import type { Layer, Party } from "../../src/model/words.ts";
import { claimFits, possibleStates } from "../../src/responsibility/claim.ts";
import { shippedModel } from "./load-model.ts";

describe("claimFits", () => {
  const cases: [type: string, layer: Layer, claim: Party, fits: boolean, why: string][] = [
    ["AWS::S3::Bucket", "data", "customer", true, "the profile says so"],
    ["AWS::S3::Bucket", "data", "shared", false, "nothing says so"],
    ["AWS::S3::Bucket", "os", "provider", true, "the profile says so"],
    ["AWS::EC2::Host", "control-plane", "shared", false, "an override took it away"],
    ["AWS::EC2::Host", "control-plane", "provider", true, "an override says so"],
    ["AWS::ECS::Service", "os", "provider", true, "an exception can make it so"],
    ["AWS::ECS::Service", "os", "shared", false, "neither profile nor exception"],
    ["AWS::RDS::DBInstance", "application", "customer", true, "an exception can make it so"],
    ["microsoft.storage/storageaccounts", "service-config", "provider", false, "what holds everywhere does not count"],
    ["microsoft.sql/servers/firewallrules", "network-controls", "customer", true, "the parent's profile"],
    [
      "microsoft.sql/servers/databases/x",
      "service-config",
      "provider",
      false,
      "the parent's exceptions do not reach it",
    ],
    ["AWS::New::Thing", "os", "customer", true, "unknown types are the customer's"],
    ["AWS::New::Thing", "os", "provider", false, "unknown types are the customer's"],
    ["__proto__", "os", "provider", false, "unknown types are the customer's"],
  ];
  it.each(cases)("%s, %s: %s is %s, %s", (type, layer, claim, fits) => {
    expect(claimFits(shippedModel, type, layer, claim)).toBe(fits);
  });

  it("names the state without exceptions first", () => {
    expect(possibleStates(shippedModel, "AWS::ECS::Service", "os")).toEqual(["customer", "provider"]);
    expect(possibleStates(shippedModel, "AWS::EKS::Cluster", "os")).toEqual(["shared", "undetermined"]);
  });
});
