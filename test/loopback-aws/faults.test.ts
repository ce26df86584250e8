import { BatchGetResourceConfigCommand, SelectResourceConfigCommand } from "@aws-sdk/client-config-service";
import type { ConfigServiceClient, ResourceType } from "@aws-sdk/client-config-service";
import { describe, expect, it } from "vitest";
import { awsForTest } from "./aws-for-test.ts";
import { configClient } from "./config-client.ts";
import type { Fault } from "./faults.ts";
import { ACCOUNT, volumes } from "./sample-estate.ts";

const test = awsForTest();

function startWith(...faults: readonly Fault[]): Promise<ConfigServiceClient> {
  return test.start({ documents: volumes(5), faults });
}

const EXPRESSION = "SELECT resourceId WHERE resourceType = 'AWS::EC2::Volume'";

function select(client: ConfigServiceClient, NextToken?: string): Promise<{ Results?: string[]; NextToken?: string }> {
  const input = { Expression: EXPRESSION, Limit: 2, ...(NextToken === undefined ? {} : { NextToken }) };
  return client.send(new SelectResourceConfigCommand(input)) as Promise<{ Results?: string[]; NextToken?: string }>;
}

/** The names of the errors of so many calls in turn; `ok` where there is none. */
async function outcomes(client: ConfigServiceClient, count: number): Promise<string[]> {
  const names: string[] = [];
  for (let i = 0; i < count; i++)
    names.push(
      await select(client).then(
        () => "ok",
        (error) => error.name,
      ),
    );
  return names;
}

describe("refusals", () => {
  it.each([
    [{ fault: "throttle" }, "ThrottlingException", 400],
    [{ fault: "access_denied" }, "AccessDeniedException", 400],
    [{ fault: "expired_token" }, "ExpiredTokenException", 400],
    [{ fault: "unrecognized_client" }, "UnrecognizedClientException", 400],
    [{ fault: "error", code: "InvalidSignatureException", status: 403 }, "InvalidSignatureException", 403],
    [{ fault: "html_500" }, "SyntaxError", 500],
  ] as const)("%j", async (fault, name, httpStatusCode) => {
    const client = await startWith(fault);
    await expect(select(client)).rejects.toMatchObject({ name });
    const error = await select(client).catch((one) => one);
    expect(error.$metadata?.httpStatusCode ?? error.$response?.statusCode).toBe(httpStatusCode);
  });

  it("say who may not do what", async () => {
    const client = await startWith({ fault: "access_denied" });
    await expect(select(client)).rejects.toThrow(/111122223333.*config:SelectResourceConfig/);
  });

  it("meet credentials that are not known", async () => {
    await startWith();
    const stranger = configClient(test.aws, { accessKeyId: "AKIASTRANGER" });
    await expect(select(stranger)).rejects.toMatchObject({ name: "UnrecognizedClientException" });
    expect(test.aws.calls).toMatchObject([{ account: undefined, outcome: "UnrecognizedClientException" }]);
  });
});

describe("the script", () => {
  it.each<[string, Fault, string[]]>([
    [
      "every call",
      { fault: "access_denied" },
      ["AccessDeniedException", "AccessDeniedException", "AccessDeniedException"],
    ],
    ["the second only", { fault: "throttle", nth: 2 }, ["ok", "ThrottlingException", "ok"]],
    ["the first two", { fault: "throttle", times: 2 }, ["ThrottlingException", "ThrottlingException", "ok"]],
    [
      "from the second on",
      { fault: "throttle", nth: 2, times: Infinity },
      ["ok", "ThrottlingException", "ThrottlingException"],
    ],
    ["this account", { fault: "throttle", account: ACCOUNT, times: 1 }, ["ThrottlingException", "ok", "ok"]],
    ["another account", { fault: "throttle", account: "444455556666" }, ["ok", "ok", "ok"]],
    ["another region", { fault: "throttle", region: "eu-north-1" }, ["ok", "ok", "ok"]],
    ["another operation", { fault: "throttle", operation: "BatchGetResourceConfig" }, ["ok", "ok", "ok"]],
    ["another service", { fault: "throttle", service: "sts" }, ["ok", "ok", "ok"]],
    ["the type", { fault: "throttle", type: "AWS::EC2::Volume", nth: 1 }, ["ThrottlingException", "ok", "ok"]],
    ["another type", { fault: "throttle", type: "AWS::EC2::VPC" }, ["ok", "ok", "ok"]],
  ])("meets %s", async (_, fault, expected) => {
    expect(await outcomes(await startWith(fault), 3)).toEqual(expected);
    expect(test.aws.calls.map(({ outcome }) => outcome)).toEqual(expected);
  });
});

describe("a token bucket", () => {
  it("throttles what comes too fast and fills again", async () => {
    let now = 0;
    const faults: Fault[] = [{ fault: "token_bucket", rate: 2, burst: 2 }];
    const client = await test.start({ faults, clock: () => now });
    expect(await outcomes(client, 3)).toEqual(["ok", "ok", "ThrottlingException"]);
    now = 500;
    expect(await outcomes(client, 2)).toEqual(["ok", "ThrottlingException"]);
    expect(await outcomes(configClient(test.aws, { region: "eu-north-1" }), 1)).toEqual(["ok"]);
    now = 60_000;
    expect(await outcomes(client, 3)).toEqual(["ok", "ok", "ThrottlingException"]);
    expect(test.aws.calls.map(({ at }) => at)).toEqual([0, 0, 0, 500, 500, 500, 60_000, 60_000, 60_000]);
  });
});

describe("the SDK's own retries", () => {
  it("get over a throttled call and a web page", async () => {
    await startWith({ fault: "throttle", nth: 1 }, { fault: "html_500", nth: 2 });
    const page = await select(configClient(test.aws, { maxAttempts: 3 }));
    expect(page.Results).toHaveLength(2);
    expect(test.aws.calls.map(({ outcome }) => outcome)).toEqual(["ThrottlingException", "html_500", "ok"]);
  });
});

describe("broken answers", () => {
  it("cut: is an error and no short page", async () => {
    const client = await startWith({ fault: "cut" });
    await expect(select(client)).rejects.toThrow();
    expect(test.aws.calls).toMatchObject([{ outcome: "cut" }]);
  });

  it("empty_body: has no rows and no end either", async () => {
    const client = await startWith({ fault: "empty_body" });
    const page = await select(client);
    expect([page.Results, page.NextToken]).toEqual([undefined, undefined]);
  });

  it("slow: comes late", async () => {
    const client = await startWith({ fault: "slow", ms: 40, nth: 1 });
    const start = performance.now();
    expect((await select(client)).Results).toHaveLength(2);
    expect(performance.now() - start).toBeGreaterThan(35);
  });

  it("slow: may never come, and does not keep the endpoint from closing", async () => {
    const client = await startWith({ fault: "slow", ms: Infinity });
    const call = select(client).catch((error: Error) => error);
    await expect.poll(() => test.aws.calls.length).toBe(1);
    await test.aws.close();
    expect(await call).toBeInstanceOf(Error);
  });
});

describe("broken pages", () => {
  it("repeated_token: leads to the same page for ever", async () => {
    const client = await startWith({ fault: "repeated_token" });
    const first = await select(client);
    const second = await select(client, first.NextToken);
    const third = await select(client, second.NextToken);
    expect([second.NextToken, third.NextToken]).toEqual([first.NextToken, first.NextToken]);
    expect(third.Results).toEqual(second.Results);
    expect(second.Results).not.toEqual(first.Results);
  });

  it("repeated_page: comes again under a new token, and the rest follows", async () => {
    const client = await startWith({ fault: "repeated_page", nth: 2 });
    const pages = [await select(client)];
    while (pages.at(-1)!.NextToken !== undefined) pages.push(await select(client, pages.at(-1)!.NextToken));
    expect(pages.map(({ Results }) => Results!.map((row) => JSON.parse(row).resourceId))).toEqual([
      ["vol-0000", "vol-0001"],
      ["vol-0002", "vol-0003"],
      ["vol-0002", "vol-0003"],
      ["vol-0004"],
    ]);
    expect(new Set(pages.map(({ NextToken }) => NextToken)).size).toBe(4);
  });

  it("unprocessed_keys: are given back, once", async () => {
    const client = await startWith({ fault: "unprocessed_keys", count: 2, times: 1 });
    const resourceKeys = volumes(3).map(({ name, type }) => ({ resourceType: type as ResourceType, resourceId: name }));
    const first = await client.send(new BatchGetResourceConfigCommand({ resourceKeys }));
    expect(first.baseConfigurationItems?.map(({ resourceId }) => resourceId)).toEqual(["vol-0000"]);
    expect(first.unprocessedResourceKeys).toEqual(resourceKeys.slice(1));
    const rest = await client.send(new BatchGetResourceConfigCommand({ resourceKeys: first.unprocessedResourceKeys }));
    expect([rest.baseConfigurationItems?.length, rest.unprocessedResourceKeys]).toEqual([2, []]);
  });
});
