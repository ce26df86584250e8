import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FORMAT_NAMES } from "../../src/model/formats.ts";
import type { ResourceDocument } from "../../src/model/resource.ts";
import { ACCOUNT, awsEnvironment, startEstate } from "../collect/scan-aws.ts";
import { azureDocuments } from "../collect/scan-azure.ts";
import { certificate } from "../loopback-azure/certificate.ts";
import { startAzure } from "../loopback-azure/start-azure.ts";
import type { Ran } from "./demarc.ts";
import { HURRIED, runDemarc } from "./run-demarc.ts";

/**
 * Secrets planted wherever a run meets one: none comes out again, in any report, snapshot, run, journal, message or
 * temporary file, at any log level, whether the cloud answers or fails.
 */

const CANARY = "cAnArY7Zq";
const planted = new Set<string>();
/** A secret of its own for each place, so that a leak says from where. */
function secret(where: string): string {
  planted.add(where);
  return `${CANARY}-${where}`;
}

const folder = mkdtempSync(join(tmpdir(), "demarc-secrets-"));
const home = join(folder, "home");
const work = join(folder, "work");
const temporary = join(folder, "tmp");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(() => {
  for (const path of [home, work, temporary, join(home, ".aws"), join(home, ".aws/sso"), join(home, ".aws/sso/cache")])
    mkdirSync(path);
  chmodSync(temporary, 0o700);
  writeFileSync(join(home, "web-identity"), secret("web-identity-token"));
  writeFileSync(
    join(home, ".aws/config"),
    `[profile web]\nrole_arn = arn:aws:iam::${ACCOUNT}:role/r\nweb_identity_token_file = ${join(home, "web-identity")}\n` +
      `[profile sso]\nsso_start_url = https://x.awsapps.com/start\nsso_region = eu-west-1\nsso_account_id = ${ACCOUNT}\nsso_role_name = r\n` +
      `[profile other]\nregion = eu-west-1\n`,
  );
  const other = `aws_secret_access_key = ${secret("profile-key")}\naws_session_token = ${secret("profile-token")}\n`;
  writeFileSync(join(home, ".aws/credentials"), `[other]\naws_access_key_id = AKIDNOBODY\n${other}`);
  const cache = { accessToken: secret("sso-token"), expiresAt: "2020-01-01T00:00:00Z", region: "eu-west-1" };
  writeFileSync(join(home, ".aws/sso/cache/d.json"), JSON.stringify(cache));
  writeFileSync(join(home, "client.pem"), certificate().key);
});

/** What an estate holds that is nobody's business, at the places of `secret-paths.ts` and under telling names. */
function awsSecrets(): ResourceDocument[] {
  const document = (type: string, id: string, body: object): ResourceDocument => ({
    type,
    account: ACCOUNT,
    region: "eu-west-1",
    id,
    name: id,
    provider: "aws",
    tags: {},
    captured_at: "2026-11-19T00:00:00Z",
    confirmed_at: "2026-11-20T00:00:00Z",
    ...body,
  });
  return [
    document("AWS::Lambda::Function", `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:f`, {
      configuration: {
        functionName: "f",
        packageType: "Zip",
        runtime: "nodejs14.x",
        environment: { variables: { DB_PASSWORD: secret("lambda-environment"), MODE: secret("lambda-mode") } },
      },
    }),
    document("AWS::EC2::Instance", "i-0a1b2c3d4e5f60718", {
      configuration: { instanceId: "i-0a1b2c3d4e5f60718", userData: secret("user-data") },
      "@user_data": secret("user-data-fact"),
    }),
    document("AWS::ECS::TaskDefinition", `arn:aws:ecs:eu-west-1:${ACCOUNT}:task-definition/t:1`, {
      configuration: {
        Family: "t",
        ContainerDefinitions: [{ Name: "c", Environment: [{ Name: "API_KEY", Value: secret("ecs-environment") }] }],
      },
    }),
    document("AWS::RDS::DBInstance", "db-ABCDEFGHIJKL", {
      configuration: { dBInstanceIdentifier: "db", masterUserPassword: secret("rds-password"), engine: "mysql" },
    }),
    document("AWS::CloudFormation::Stack", `arn:aws:cloudformation:eu-west-1:${ACCOUNT}:stack/s/1`, {
      configuration: {
        stackName: "s",
        parameters: [{ parameterKey: "Any", parameterValue: secret("stack-parameter") }],
      },
    }),
    document("AWS::EC2::Volume", "vol-0a1b2c3d", {
      configuration: { volumeId: "vol-0a1b2c3d", encrypted: false },
      tags: { db_password: secret("tag-password") },
    }),
  ];
}

function azureSecrets(documents: readonly ResourceDocument[]): ResourceDocument[] {
  const site = {
    appSettings: [{ name: "ANY", value: secret("app-setting") }],
    connectionStrings: [{ name: "db", connectionString: secret("connection-string") }],
  };
  return documents.map((one) =>
    one.type === "microsoft.web/sites"
      ? { ...one, properties: { ...(one["properties"] as object), siteConfig: site } }
      : one.type === "microsoft.storage/storageaccounts"
        ? { ...one, properties: { ...(one["properties"] as object), sasToken: secret("sas-token") } }
        : one,
  );
}

/** Text goes to the terminal; a PDF is the page, printed. */
const FORMATS = FORMAT_NAMES.filter((format) => format !== "text" && format !== "pdf");
const everyFormat = (name: string): string[] =>
  FORMATS.flatMap((format) => ["--format", `${format}=${name}.${format}`]);

/** Every file below the folder that the program may have written, unpacked. */
function written(): { name: string; text: string }[] {
  return [work, temporary].flatMap((at) =>
    readdirSync(at, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        const bytes = readFileSync(path);
        return { name: path, text: (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("latin1") };
      }),
  );
}

/** Where a secret came out. */
function leaks(ran: readonly Ran[]): string[] {
  const texts = [
    ...written(),
    ...ran.flatMap(({ stdout, stderr }) => [
      { name: "stdout", text: stdout },
      { name: "stderr", text: stderr },
    ]),
  ];
  return texts.flatMap(({ name, text }) =>
    [...text.replaceAll("<wbr>", "").matchAll(new RegExp(`${CANARY}[-\\w]*`, "g"))].map(
      ([found]) => `${name}: ${found}`,
    ),
  );
}

/** A snapshot, a run and each format at least, for their owner alone, and nothing that was only needed meanwhile. */
function expectPrivate(): void {
  const files = written();
  expect(files.length).toBeGreaterThan(FORMATS.length + 1);
  for (const { name } of files) expect([name, (statSync(name).mode & 0o777).toString(8)]).toEqual([name, "600"]);
  expect(readdirSync(temporary)).toEqual([]);
}

const PROXY = "http://127.0.0.1:9";
/** With every switch by which a library says more of itself. */
const LOUD = { DEMARC_DEBUG: "1", DEBUG: "*", AZURE_LOG_LEVEL: "verbose" };
const ENVIRONMENT = { LANG: "C.UTF-8", HOME: home, TMPDIR: temporary, ...LOUD, ...HURRIED };

describe("no secret comes out", () => {
  it("of a scan of AWS that works, and of everything made of it", async () => {
    const aws = await startEstate({ documents: awsSecrets() });
    const env = {
      ...ENVIRONMENT,
      ...awsEnvironment(aws),
      AWS_SECRET_ACCESS_KEY: secret("secret-key"),
      AWS_SESSION_TOKEN: secret("session-token"),
      HTTPS_PROXY: `http://reader:${secret("proxy-password")}@127.0.0.1:9`,
      NO_PROXY: "127.0.0.1,localhost",
    };
    const region = ["--region", "eu-west-1"];
    const debug = ["--log-level", "debug"];
    const ran = [
      await runDemarc(["collect", "aws", ...region, "-o", "aws.ndjson.gz"], env, work),
      await runDemarc(
        ["scan", "aws", ...region, ...debug, "--save", "aws.run", "--include", "all", ...everyFormat("aws")],
        env,
        work,
      ),
      await runDemarc(["doctor", "aws", ...region], env, work),
      await runDemarc(["report", "aws.run"], env, work),
    ];
    await aws.close();
    expect(ran.map(({ exit }) => exit)).toEqual([0, 1, expect.any(Number), 1]);
    const snapshot = written().find(({ name }) => name.endsWith("aws.ndjson.gz"))!.text;
    // What was masked was there: else there was nothing to hide.
    expect(snapshot).toContain('"DB_PASSWORD":{"masked":true');
    expect(planted.size).toBeGreaterThan(15);
    expect(leaks(ran)).toEqual([]);
    expectPrivate();
  });

  it.each<[string, Record<string, string>, string[]]>([
    [
      "a proxy that is not there",
      { HTTPS_PROXY: PROXY.replace("//", `//reader:${secret("dead-proxy")}@`), NO_PROXY: "" },
      [],
    ],
    [
      "a profile that AWS does not know",
      { AWS_PROFILE: "other", AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" },
      [],
    ],
    ["a session that has ended", { AWS_PROFILE: "sso", AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" }, []],
    ["a token that is handed in", { AWS_PROFILE: "web", AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" }, []],
    ["a role that is refused", {}, ["--assume-role", "nobody", "--external-id", secret("external-id")]],
  ])("of a scan of AWS that fails: %s", async (_, more, words) => {
    const aws = await startEstate({ documents: awsSecrets(), roles: [] });
    const keys = { AWS_SECRET_ACCESS_KEY: secret("failing-key"), AWS_SESSION_TOKEN: secret("failing-token") };
    const files = { AWS_CONFIG_FILE: "", AWS_SHARED_CREDENTIALS_FILE: "" };
    const env = { ...ENVIRONMENT, ...awsEnvironment(aws), ...keys, ...files, ...more };
    const argv = ["scan", "aws", "--region", "eu-west-1", "--rule", "aws-ec2-volume-encrypted", ...words];
    const ran = await runDemarc([...argv, "--log-level", "debug"], env, work);
    await aws.close();
    expect(ran.stderr + ran.stdout).not.toBe("");
    expect(leaks([ran])).toEqual([]);
  });

  it("of a scan of Azure that works or fails, and of everything made of it", async () => {
    const documents = azureSecrets(await azureDocuments());
    writeFileSync(join(home, "authority.pem"), certificate().cert);
    const azure = await startAzure({ documents });
    const env = { ...ENVIRONMENT, NODE_EXTRA_CA_CERTS: join(home, "authority.pem"), ...azure.env };
    const service = {
      AZURE_TOKEN_CREDENTIALS: "EnvironmentCredential",
      AZURE_TENANT_ID: "3f2b8c1e-5a47-4d0b-9c61-7e0f2a9d4b10",
      AZURE_CLIENT_ID: "8d91f6a2-0c3e-4b75-a8f4-15c7e2d6b930",
    };
    const asked = ["--type", "microsoft.web/sites", "--type", "microsoft.storage/storageaccounts"];
    const debug = ["--log-level", "debug"];
    const dead = { HTTPS_PROXY: PROXY, NO_PROXY: "" };
    const ran = [
      await runDemarc(["collect", "azure", ...asked, "-o", "azure.ndjson"], env, work),
      await runDemarc(["scan", "azure", ...debug, ...asked, "--save", "azure.run", ...everyFormat("azure")], env, work),
      // At once: each waits for a proxy that never answers, by the pace of a library.
      ...(await Promise.all([
        runDemarc(
          ["scan", "azure", ...debug, ...asked],
          { ...env, ...service, ...dead, AZURE_CLIENT_SECRET: secret("client-secret") },
          work,
        ),
        runDemarc(
          ["scan", "azure", ...debug, ...asked],
          {
            ...env,
            ...service,
            ...dead,
            AZURE_CLIENT_CERTIFICATE_PATH: join(home, "client.pem"),
            AZURE_CLIENT_CERTIFICATE_PASSWORD: secret("certificate-password"),
          },
          work,
        ),
      ])),
    ];
    await azure.close();
    expect(ran.map(({ exit }) => exit)).toEqual([0, 1, 2, 2]);
    expect(planted.size).toBeGreaterThan(8);
    expect(leaks(ran)).toEqual([]);
    expectPrivate();
    const said = [...written().map(({ text }) => text), ...ran.flatMap(({ stdout, stderr }) => [stdout, stderr])];
    for (const text of said) expect(text).not.toMatch(/\btoken-\d|x-identity-header|PRIVATE KEY/);
  });
});
