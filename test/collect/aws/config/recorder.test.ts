import { describe, expect, it } from "vitest";
import { probe } from "../../../../src/collect/aws/config/recorder.ts";
import type { Probe } from "../../../../src/collect/aws/config/recorder.ts";
import type { JsonObject } from "../../../../src/inventory/json-text.ts";
import { fakeApi } from "./fake-api.ts";

const NOW = "2026-11-20T12:00:00Z";
const ROLE = "arn:aws:iam::111122223333:role/config";

function probeOf(recordingGroup: JsonObject, region = "eu-west-1", recorder: JsonObject = {}): Promise<Probe> {
  const api = fakeApi((operation) =>
    operation === "DescribeConfigurationRecorders"
      ? { ConfigurationRecorders: [{ name: "default", roleARN: ROLE, recordingGroup, ...recorder }] }
      : { ConfigurationRecordersStatus: [{ name: "default", recording: true, lastStatus: "SUCCESS" }] },
  );
  return probe({ ...api, region }, () => NOW);
}

describe("what a recorder records", () => {
  const all = { allSupported: true, includeGlobalResourceTypes: true };
  const some = { allSupported: false, resourceTypes: ["AWS::S3::Bucket", "AWS::IAM::Role"] };
  const but = {
    recordingStrategy: { useOnly: "EXCLUSION_BY_RESOURCE_TYPES" },
    exclusionByResourceTypes: { resourceTypes: ["AWS::S3::Bucket"] },
  };
  it.each<[string, JsonObject, string, string, boolean]>([
    ["everything", all, "eu-west-1", "AWS::S3::Bucket", true],
    ["everything", all, "eu-west-1", "AWS::IAM::Role", true],
    ["everything", all, "eu-central-2", "AWS::IAM::Role", false],
    ["all but IAM", { allSupported: true }, "eu-west-1", "AWS::IAM::Role", false],
    ["all but IAM", { allSupported: true }, "eu-west-1", "AWS::CloudFront::Distribution", true],
    ["some types", some, "eu-west-1", "AWS::IAM::Role", true],
    ["some types", some, "eu-west-1", "AWS::EC2::Volume", false],
    ["all but some", but, "eu-west-1", "AWS::S3::Bucket", false],
    ["all but some", but, "eu-west-1", "AWS::IAM::Role", true],
    ["nothing said", {}, "eu-west-1", "AWS::S3::Bucket", false],
  ])("%s (%j) in %s: %s %s", async (_, group, region, type, recorded) => {
    expect((await probeOf(group, region)).records(type)).toBe(recorded);
  });
});

describe("what a recorder looks at once a day", () => {
  const DAILY = { recordingFrequency: "DAILY" };
  const overrides = (recordingFrequency: string, ...resourceTypes: string[]): JsonObject => ({
    recordingModeOverrides: [{ recordingFrequency, resourceTypes }],
  });
  it.each<[string, JsonObject | undefined, string, boolean]>([
    ["nothing where it does not say", undefined, "AWS::S3::Bucket", false],
    ["nothing", { recordingFrequency: "CONTINUOUS" }, "AWS::S3::Bucket", false],
    ["everything", DAILY, "AWS::S3::Bucket", true],
    ["everything but itself", DAILY, "AWS::Config::ConfigurationRecorder", false],
    [
      "one type",
      { recordingFrequency: "CONTINUOUS", ...overrides("DAILY", "AWS::S3::Bucket") },
      "AWS::S3::Bucket",
      true,
    ],
    [
      "one type",
      { recordingFrequency: "CONTINUOUS", ...overrides("DAILY", "AWS::S3::Bucket") },
      "AWS::EC2::VPC",
      false,
    ],
    ["all but one type", { ...DAILY, ...overrides("CONTINUOUS", "AWS::S3::Bucket") }, "AWS::S3::Bucket", false],
    ["all but one type", { ...DAILY, ...overrides("CONTINUOUS", "AWS::S3::Bucket") }, "AWS::EC2::VPC", true],
  ])("%s (%j): %s %s", async (_, recordingMode, type, daily) => {
    const { isDaily } = await probeOf({ allSupported: true }, "eu-west-1", recordingMode && { recordingMode });
    expect(isDaily(type)).toBe(daily);
  });
});

describe("what a recorder says of itself", () => {
  const RECORDERS = { ConfigurationRecorders: [{ name: "default", recordingGroup: { allSupported: true } }] };
  const statusOf = (status: JsonObject): Promise<Probe> =>
    probe(
      fakeApi((operation) =>
        operation === "DescribeConfigurationRecorders"
          ? RECORDERS
          : { ConfigurationRecordersStatus: [{ name: "default", ...status }] },
      ),
      () => NOW,
    );

  it.each<[string, JsonObject]>([
    ["says that it is stopped", { recording: false, lastStatus: "SUCCESS" }],
    ["does not say whether it runs", { lastStatus: "SUCCESS" }],
    ["is another's", { name: "other", recording: true, lastStatus: "SUCCESS" }],
  ])("makes a region blind where its status %s", async (_, status) => {
    const { blind, records } = await statusOf(status);
    expect(blind).toMatchObject({ reason: "not_recorded" });
    expect(records("AWS::S3::Bucket")).toBe(false);
  });

  it.each<[string, unknown, boolean]>([
    ["59 minutes ago", new Date("2026-11-20T11:01:00Z"), true],
    ["by a clock that is ahead of this one", new Date("2026-11-20T12:01:00Z"), true],
    ["an hour ago", new Date("2026-11-20T11:00:00Z"), false],
    ["nobody knows when", undefined, false],
  ])("leaves open what it does not show yet where it was started %s", async (_, lastStartTime, isOpen) => {
    const { stale, isNew, records } = await statusOf({ recording: true, lastStatus: "SUCCESS", lastStartTime });
    expect(stale).toEqual(isOpen ? expect.objectContaining({ reason: "stale" }) : undefined);
    expect(isNew).toBe(isOpen ? true : undefined);
    expect(records("AWS::S3::Bucket")).toBe(true);
  });

  it("makes what it records old where it failed", async () => {
    const { blind, stale } = await statusOf({ recording: true, lastStatus: "Failure", lastErrorCode: "AccessDenied" });
    expect(blind).toBeUndefined();
    expect(stale).toMatchObject({ reason: "stale", code: "AccessDenied" });
    expect((await statusOf({ recording: true, lastStatus: "SUCCESS" })).stale).toBeUndefined();
  });
});
