import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigServiceClient, SelectResourceConfigCommand } from "@aws-sdk/client-config-service";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { KEY } from "./config-client.ts";
import { ACCOUNT, OTHER_ACCOUNT, volume } from "./sample-estate.ts";
import { startAws } from "./start-aws.ts";
import type { LoopbackAws, LoopbackOptions } from "./start-aws.ts";

const DOCUMENTS = [volume(1), volume(2, { account: OTHER_ACCOUNT })];
const COUNT = new SelectResourceConfigCommand({ Expression: "SELECT resourceId" });

let aws: LoopbackAws;
let folder: string;

async function start(options: Partial<LoopbackOptions> = {}): Promise<void> {
  aws = await startAws({ documents: DOCUMENTS, accounts: { [KEY]: ACCOUNT }, ...options });
  vi.stubEnv("AWS_ENDPOINT_URL", aws.endpoint);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "demarc-aws-"));
  vi.stubEnv("AWS_CONFIG_FILE", join(folder, "config"));
  vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", join(folder, "credentials"));
  vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true");
});
afterEach(async () => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
  await aws.close();
});

describe("the unmodified SDK", () => {
  it("finds the endpoint, the region and the credentials in the environment", async () => {
    await start();
    vi.stubEnv("AWS_REGION", "eu-west-1");
    vi.stubEnv("AWS_ACCESS_KEY_ID", KEY);
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "loopback-secret");
    const { Results } = await new ConfigServiceClient({}).send(COUNT);
    expect(Results).toEqual(['{"resourceId":"vol-0001"}']);
    expect(aws.calls).toMatchObject([{ service: "config", region: "eu-west-1", account: ACCOUNT, accessKeyId: KEY }]);
  });

  it("assumes the role of a profile in another account", async () => {
    await start();
    useRoleProfile();
    const { Results } = await new ConfigServiceClient({}).send(COUNT);
    expect(Results).toEqual(['{"resourceId":"vol-0002"}']);
    expect(aws.calls.map(({ service, operation, account }) => [service, operation, account])).toEqual([
      ["sts", "AssumeRole", ACCOUNT],
      ["config", "SelectResourceConfig", OTHER_ACCOUNT],
    ]);
    expect(aws.calls[0]!.input).toMatchObject({
      RoleArn: `arn:aws:iam::${OTHER_ACCOUNT}:role/reader`,
      ExternalId: "hf",
    });
  });

  it("asks again for credentials that end", async () => {
    await start({ sessionMs: 60_000 });
    useRoleProfile();
    const client = new ConfigServiceClient({});
    const keysUsed = async (): Promise<number> => {
      await client.send(COUNT);
      return new Set(aws.callsOf("SelectResourceConfig").map(({ accessKeyId }) => accessKeyId)).size;
    };
    await expect.poll(keysUsed).toBeGreaterThan(1);
  });

  it("is refused with credentials that ended without its knowing", async () => {
    let now = Date.now();
    await start({ clock: () => now });
    useRoleProfile();
    const client = new ConfigServiceClient({ maxAttempts: 1 });
    await client.send(COUNT);
    now += 7_200_000;
    await expect(client.send(COUNT)).rejects.toMatchObject({ name: "ExpiredTokenException" });
  });

  it("is told where a role may not be assumed", async () => {
    await start({ faults: [{ service: "sts", operation: "AssumeRole", fault: "access_denied" }] });
    useRoleProfile();
    await expect(new ConfigServiceClient({}).send(COUNT)).rejects.toMatchObject({ name: "AccessDenied" });
  });
});

function useRoleProfile(): void {
  writeFileSync(
    join(folder, "config"),
    [
      "[profile audit]",
      "region = eu-west-1",
      `role_arn = arn:aws:iam::${OTHER_ACCOUNT}:role/reader`,
      "external_id = hf",
      "source_profile = base",
      "",
    ].join("\n"),
  );
  writeFileSync(
    join(folder, "credentials"),
    ["[base]", `aws_access_key_id = ${KEY}`, "aws_secret_access_key = loopback-secret", ""].join("\n"),
  );
  vi.stubEnv("AWS_PROFILE", "audit");
}

describe("STS", () => {
  it.each([
    [KEY, 200, `<Account>${ACCOUNT}</Account>`],
    [KEY, 200, `<Arn>arn:aws:iam::${ACCOUNT}:user/reader</Arn>`],
    ["AKIASTRANGER", 403, "<Code>InvalidClientTokenId</Code>"],
  ])("GetCallerIdentity of %s: %i %s", async (key, status, content) => {
    await start();
    const reply = await post("sts", key, "Action=GetCallerIdentity&Version=2011-06-15");
    expect([reply.status, await reply.text()]).toEqual([status, expect.stringContaining(content)]);
  });

  it("refuses what it does not know", async () => {
    await start();
    const reply = await post("sts", KEY, "Action=GetFederationToken&Version=2011-06-15");
    expect([reply.status, await reply.text()]).toEqual([400, expect.stringContaining("<Code>InvalidAction</Code>")]);
  });
});

describe("the endpoint", () => {
  it("refuses requests that are not signed, and services that it does not have", async () => {
    await start();
    expect((await fetch(aws.endpoint, { method: "POST" })).status).toBe(403);
    expect((await post("s3", KEY, "")).status).toBe(400);
    expect(aws.calls).toMatchObject([{ service: "s3", outcome: "UnknownOperationException" }]);
  });

  it("does not listen any more once it is closed", async () => {
    await start();
    await aws.close();
    await expect(fetch(aws.endpoint)).rejects.toThrow();
  });
});

function post(service: string, key: string, body: string): Promise<Response> {
  const scope = `${key}/20261121/eu-west-1/${service}/aws4_request`;
  const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`;
  return fetch(aws.endpoint, { method: "POST", headers: { authorization }, body });
}
