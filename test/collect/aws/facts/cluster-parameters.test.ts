import { expect, it } from "vitest";
import { openAws, Refused } from "../../../../src/collect/aws/facts/aws.ts";
import { RDS_FACTS } from "../../../../src/collect/aws/facts/rds.ts";
import { volume } from "../../../loopback-aws/sample-estate.ts";

const { read } = RDS_FACTS.find(({ types, path }) => types.includes("AWS::RDS::DBCluster") && path === "@parameters")!;

/** The parameters in force on a cluster whose members say this of their group. */
async function parametersOf(...statuses: readonly (string | undefined)[]): Promise<unknown> {
  const Parameters = [{ ParameterName: "tls", ParameterValue: "enabled" }];
  const apiIn = (region: string): ReturnType<Parameters<typeof openAws>[0]["apiIn"]> => ({
    region,
    call: () => Promise.reject(new Error("not asked")),
    ask: async () => ({ value: { Parameters } }),
  });
  const clock = { now: () => 0, sleep: async () => {} };
  const aws = openAws({ account: "111122223333", apiIn, clock })("eu-west-1");
  const dbclusterMembers = statuses.map((status) => ({
    dbinstanceIdentifier: "tides",
    dbclusterParameterGroupStatus: status,
  }));
  const configuration = { dbclusterParameterGroup: "tides-pg", dbclusterMembers };
  return read(aws, { ...volume(1), type: "AWS::RDS::DBCluster", configuration }).catch((error: unknown) => error);
}

it("are those of the group once every member has taken it, or says nothing of it", async () => {
  const inForce = [expect.objectContaining({ ParameterName: "tls", ParameterValue: "enabled" })];
  expect(await parametersOf("in-sync", "in-sync")).toEqual(inForce);
  expect(await parametersOf(undefined)).toEqual(inForce);
  expect(await parametersOf()).toEqual(inForce);
});

it("are not known while a member waits for its reboot", async () => {
  expect(await parametersOf("in-sync", "pending-reboot")).toBeInstanceOf(Refused);
});
