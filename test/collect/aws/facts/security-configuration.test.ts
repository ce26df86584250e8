import { expect, it } from "vitest";
import { openAws } from "../../../../src/collect/aws/facts/aws.ts";
import { COMPUTE_FACTS } from "../../../../src/collect/aws/facts/compute.ts";
import { volume } from "../../../loopback-aws/sample-estate.ts";

const { read } = COMPUTE_FACTS.find(({ path }) => path === "@security_configuration")!;

const ENCRYPTED = {
  EncryptionConfiguration: {
    EnableAtRestEncryption: true,
    EnableInTransitEncryption: false,
    AtRestEncryptionConfiguration: { S3EncryptionConfiguration: { EncryptionMode: "SSE-S3" } },
  },
  InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: 2 },
};

function account(texts: Readonly<Record<string, unknown>>) {
  const asked: string[] = [];
  const apiIn = (region: string): ReturnType<Parameters<typeof openAws>[0]["apiIn"]> => ({
    region,
    call: () => Promise.reject(new Error("not asked")),
    ask: async (_, { Name }) => {
      asked.push(String(Name));
      return { value: { Name, SecurityConfiguration: texts[String(Name)] } };
    },
  });
  const clock = { now: () => 0, sleep: async () => {} };
  const aws = openAws({ account: "111122223333", apiIn, clock })("eu-west-1");
  const readOf = (configuration: object): Promise<unknown> =>
    Promise.resolve(read(aws, { ...volume(1), type: "AWS::EMR::Cluster", configuration } as ReturnType<typeof volume>));
  return { asked, readOf };
}

it("is what the configuration of the cluster encrypts, and nothing else of it", async () => {
  const { readOf } = account({ encrypted: JSON.stringify(ENCRYPTED), imds: "{}" });
  expect(await readOf({ SecurityConfiguration: "encrypted" })).toEqual({
    EnableAtRestEncryption: true,
    EnableInTransitEncryption: false,
  });
  expect(await readOf({ SecurityConfiguration: "imds" })).toEqual({});
});

it("is null for a cluster that was started without one", async () => {
  const { readOf, asked } = account({});
  expect(await readOf({ Name: "etl" })).toBeNull();
  expect(await readOf({ SecurityConfiguration: "" })).toBeNull();
  expect(asked).toEqual([]);
});

it("is asked once for all clusters that share it", async () => {
  const { readOf, asked } = account({ encrypted: JSON.stringify(ENCRYPTED) });
  for (const SecurityConfiguration of ["encrypted", "encrypted"]) await readOf({ SecurityConfiguration });
  expect(asked).toEqual(["encrypted"]);
});

it.each([undefined, "", "not JSON", '"text"'])("is not known where AWS answers %j", async (text) => {
  const { readOf } = account({ odd: text });
  await expect(readOf({ SecurityConfiguration: "odd" })).rejects.toThrow("the security configuration is no JSON");
});
