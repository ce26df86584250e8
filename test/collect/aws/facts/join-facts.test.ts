import { expect, it } from "vitest";
import { openAws } from "../../../../src/collect/aws/facts/aws.ts";
import type { JoinedFact } from "../../../../src/collect/aws/facts/fact.ts";
import { joinFacts } from "../../../../src/collect/aws/facts/join-facts.ts";
import { volume } from "../../../loopback-aws/sample-estate.ts";

const nobody = async (): Promise<never> => {
  throw new Error("nobody is asked");
};
const awsIn = openAws({
  account: "111122223333",
  apiIn: (region) => ({ region, ask: nobody, call: nobody }),
  clock: { now: () => 0, sleep: async () => {} },
});

async function joinedFact(value: unknown): Promise<unknown> {
  const resource = volume(1);
  const fact: JoinedFact = { path: "@backup", types: [resource.type], read: async () => value };
  const [entry] = await joinFacts([{ resource }], new Map([[resource.type, [fact]]]), () => awsIn("eu-west-1"));
  return entry;
}

it("joins null where there is none, and nothing but the reason where the answer told nothing", async () => {
  const none = await joinedFact(null);
  expect(none).toMatchObject({ resource: { "@backup": null } });
  expect(none).not.toHaveProperty("resource.unread");
  const untold = await joinedFact(undefined);
  expect(untold).toMatchObject({ resource: { unread: [{ path: "@backup", reason: "service_error" }] } });
  expect(untold).not.toHaveProperty(["resource", "@backup"]);
});
