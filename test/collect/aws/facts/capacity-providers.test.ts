import { expect, it } from "vitest";
import { openAws } from "../../../../src/collect/aws/facts/aws.ts";
import { COMPUTE_FACTS } from "../../../../src/collect/aws/facts/compute.ts";
import { volume } from "../../../loopback-aws/sample-estate.ts";

const { read, appliesTo } = COMPUTE_FACTS.find(({ path }) => path === "@capacity_providers")!;

const OF_CLUSTER: Readonly<Record<string, readonly object[]>> = {
  shop: [
    { name: "hosts", type: "EC2_AUTOSCALING", autoScalingGroupProvider: { autoScalingGroupArn: "arn:asg" } },
    { name: "managed", type: "MANAGED_INSTANCES", managedInstancesProvider: { infrastructureRoleArn: "arn:role" } },
  ],
  till: [],
};

const service = (configuration: object) =>
  ({ ...volume(1), type: "AWS::ECS::Service", configuration }) as ReturnType<typeof volume>;

const from = (...names: readonly string[]): object => ({
  CapacityProviderStrategy: names.map((CapacityProvider) => ({ CapacityProvider })),
});

function account() {
  const asked: string[] = [];
  const apiIn = (region: string): ReturnType<Parameters<typeof openAws>[0]["apiIn"]> => ({
    region,
    call: () => Promise.reject(new Error("not asked")),
    ask: async (_, { cluster }) => {
      asked.push(String(cluster));
      return { value: { capacityProviders: OF_CLUSTER[String(cluster)] } };
    },
  });
  const clock = { now: () => 0, sleep: async () => {} };
  return { asked, aws: openAws({ account: "111122223333", apiIn, clock })("eu-west-1") };
}

it("says of each capacity provider of the service's cluster of which kind it is", async () => {
  const { aws } = account();
  expect(await read(aws, service({ Cluster: "shop", ...from("managed") }))).toEqual([
    { name: "hosts", type: "EC2_AUTOSCALING" },
    { name: "managed", type: "MANAGED_INSTANCES" },
  ]);
  expect(await read(aws, service({ Cluster: "till", ...from("managed") }))).toEqual([]);
});

it("asks each cluster once", async () => {
  const { aws, asked } = account();
  for (const Cluster of ["shop", "shop", "till", "shop"]) await read(aws, service({ Cluster, ...from("hosts") }));
  expect(asked).toEqual(["shop", "till"]);
});

it("is not known of a service that names no cluster", async () => {
  const { aws, asked } = account();
  expect(await read(aws, service(from("hosts")))).toBeUndefined();
  expect(asked).toEqual([]);
});

it("is asked only where something else than Fargate is in the strategy", () => {
  expect(appliesTo!(service(from("FARGATE", "hosts")))).toBe(true);
  expect(appliesTo!(service(from("FARGATE", "FARGATE_SPOT")))).toBe(false);
  expect(appliesTo!(service({ LaunchType: "EC2" }))).toBe(false);
});
