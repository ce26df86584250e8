import { describe, expect, it } from "vitest";
import type { RegionApi } from "../../../../src/collect/aws/region-api.ts";
import type { Answer } from "../../../../src/collect/aws/config/api.ts";
import { openAws, Refused } from "../../../../src/collect/aws/facts/aws.ts";
import type { BlindSpotReason } from "../../../../src/model/resource.ts";

const QUEUES = 1000;
/** Denials after which nobody asks again. */
const DENIALS = 25;

/** An account whose queues answer by their number; what was asked is counted by region and operation. */
function account(answerOf: (queue: number) => "granted" | BlindSpotReason) {
  const asked = new Map<string, number>();
  const apiIn = (region: string): RegionApi => {
    const ask: RegionApi["ask"] = async ({ operation }, input) => {
      const key = `${region} ${operation}`;
      asked.set(key, (asked.get(key) ?? 0) + 1);
      const reason = answerOf(Number(input["queue"]));
      return (
        reason === "granted" ? { value: {} } : { failure: { reason, call: operation, message: "no", help: "" } }
      ) as Answer;
    };
    return { region, ask } as RegionApi;
  };
  return { asked, at: openAws({ account: "111122223333", apiIn, clock: { now: () => 0, sleep: async () => {} } }) };
}

/** Asks of every queue in turn; the words of the refusals. */
async function readAll(aws: ReturnType<ReturnType<typeof account>["at"]>, operation: string): Promise<string[]> {
  const said: string[] = [];
  for (let queue = 0; queue < QUEUES; queue++)
    await aws.ask("sqs", operation, { queue }).catch((error: unknown) => {
      if (!(error instanceof Refused)) throw error;
      said.push(`${error.failure.reason} ${error.failure.message}`);
    });
  return said;
}

describe("a call that was only ever denied", () => {
  it("is not asked of every queue, and each queue still says why it was not read", async () => {
    const { asked, at } = account(() => "access_denied");
    const said = await readAll(at("eu-west-1"), "GetQueueAttributes");
    expect(asked.get("eu-west-1 GetQueueAttributes")).toBe(DENIALS);
    expect(said).toHaveLength(QUEUES);
    expect(said.at(-1)).toBe(`access_denied denied ${DENIALS} times and never granted, so it was not asked again`);
  });

  it("is asked in another region, and other calls are", async () => {
    const { asked, at } = account(() => "access_denied");
    await readAll(at("eu-west-1"), "GetQueueAttributes");
    await readAll(at("us-east-1"), "GetQueueAttributes");
    await readAll(at("eu-west-1"), "ListQueueTags");
    expect([...asked.values()]).toEqual([DENIALS, DENIALS, DENIALS]);
  });
});

describe("a call that is asked to the end", () => {
  it.each<[string, (queue: number) => "granted" | BlindSpotReason]>([
    [
      "granted once, and denied by the policies of all other queues",
      (queue) => (queue === 3 ? "granted" : "access_denied"),
    ],
    ["throttled, which is no denial", () => "throttled"],
  ])("%s", async (_, answerOf) => {
    const { asked, at } = account(answerOf);
    await readAll(at("eu-west-1"), "GetQueueAttributes");
    expect(asked.get("eu-west-1 GetQueueAttributes")).toBe(QUEUES);
  });
});
