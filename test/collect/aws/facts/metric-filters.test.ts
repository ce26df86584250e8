import { describe, expect, it } from "vitest";
import { openAws, Refused } from "../../../../src/collect/aws/facts/aws.ts";
import { CLOUDTRAIL_FACTS } from "../../../../src/collect/aws/facts/cloudtrail.ts";
import { volume } from "../../../loopback-aws/sample-estate.ts";

const { read } = CLOUDTRAIL_FACTS.find(({ path }) => path === "@metric_filters")!;

/** The metric filters of a trail with this log group, and the region that was asked for them. */
async function filtersOf(
  configuration: unknown,
  metricFilters: readonly unknown[] = [],
): Promise<{ value: unknown; region: string | undefined }> {
  let region: string | undefined;
  const apiIn = (name: string): ReturnType<Parameters<typeof openAws>[0]["apiIn"]> => ({
    region: name,
    call: () => Promise.reject(new Error("not asked")),
    ask: async () => ((region = name), { value: { metricFilters } }),
  });
  const clock = { now: () => 0, sleep: async () => {} };
  const aws = openAws({ account: "111122223333", apiIn, clock })("eu-west-1");
  const trail = { ...volume(1), type: "AWS::CloudTrail::Trail", configuration };
  const value = await read(aws, trail).catch((error: unknown) => error);
  return { value, region };
}

describe("the metric filters of a trail", () => {
  it("are asked for where the log group is", async () => {
    const group = "arn:aws:logs:us-east-1:111122223333:log-group:trail:*";
    expect(await filtersOf({ cloudWatchLogsLogGroupArn: group })).toEqual({ value: [], region: "us-east-1" });
  });

  it("say where their metrics are", async () => {
    const group = "arn:aws:logs:us-east-1:111122223333:log-group:trail:*";
    const { value } = await filtersOf({ cloudWatchLogsLogGroupArn: group }, [{ filterName: "root" }]);
    expect(value).toEqual([{ filterName: "root", region: "us-east-1" }]);
  });

  it.each([[{}], [{ cloudWatchLogsLogGroupArn: null }]])("are null where it has no log group: %j", async (facts) => {
    expect(await filtersOf(facts)).toEqual({ value: null, region: undefined });
  });

  it("are unread where the log group is of another account, or nothing of the trail was read", async () => {
    const { value } = await filtersOf({
      cloudWatchLogsLogGroupArn: "arn:aws:logs:us-east-1:444455556666:log-group:t:*",
    });
    expect(value).toBeInstanceOf(Refused);
    expect(await filtersOf(null)).toEqual({ value: undefined, region: undefined });
  });
});
