import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ACCOUNT } from "../collect/scan-aws.ts";
import { certificate } from "../loopback-azure/certificate.ts";
import { BINARY } from "./demarc.ts";
import { HURRIED, runDemarc } from "./run-demarc.ts";

/** A cloud, or whoever stands in its place, that says back in its errors all that it was told: headers and body. */

const CANARY = "cAnArY7Zq";
const TENANT = "3f2b8c1e-5a47-4d0b-9c61-7e0f2a9d4b10";
const CLIENT = "8d91f6a2-0c3e-4b75-a8f4-15c7e2d6b930";
/** Six digits, as people type them. */
const MFA_CODE = "739154";
const SIGNATURE = /Signature=[0-9a-f]{8}/;

const folder = mkdtempSync(join(tmpdir(), "demarc-echo-"));
const work = join(folder, "work");
beforeEach(() => {
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work);
});
beforeAll(() => {
  writeFileSync(join(folder, "authority.pem"), certificate().cert);
  const role = `role_arn = arn:aws:iam::${ACCOUNT}:role/r\nsource_profile = base\n`;
  writeFileSync(
    join(folder, "config"),
    `[profile base]\nregion = eu-west-1\n[profile mfa]\n${role}mfa_serial = arn:aws:iam::${ACCOUNT}:mfa/reader\n`,
  );
  const keys = `aws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = ${CANARY}-secret-key\n`;
  writeFileSync(join(folder, "credentials"), `[base]\n${keys}aws_session_token = ${CANARY}-file-session\n`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function listen(server: Server): Promise<{ port: number; close: () => void }> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { port: (server.address() as AddressInfo).port, close };
}

/** How AWS writes out what it signed, where the signature is not the one that came. */
async function echoOf(request: IncomingMessage): Promise<string> {
  const headers = Object.entries(request.headers).map(([name, value]) => `${name}:${String(value)}`);
  const told = [`${request.method} ${request.url}`, ...headers, await text(request)].join("\n");
  return `The request signature does not match. The Canonical String for this request should have been '${told}' ${JSON.stringify(request.headers)}`;
}

const escaped = (words: string): string => words.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** STS answers, as far as `known` has it; everything else is an error of this code. */
function echoingAws(known: readonly string[], code: string, status: number): RequestListener {
  const session = `<Credentials><AccessKeyId>ASIAX</AccessKeyId><SecretAccessKey>${CANARY}-assumed-key</SecretAccessKey><SessionToken>${CANARY}-assumed-session</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>`;
  const caller = `<Arn>arn:aws:iam::${ACCOUNT}:user/reader</Arn><UserId>A</UserId><Account>${ACCOUNT}</Account>`;
  return async (request, response) => {
    const echo = await echoOf(request);
    const action = known.find((name) => echo.includes(`Action=${name}&`));
    if (action !== undefined) {
      const result = action === "AssumeRole" ? session : caller;
      response.writeHead(200, { "content-type": "text/xml" });
      return void response.end(`<${action}Response><${action}Result>${result}</${action}Result></${action}Response>`);
    }
    const isQuery = request.headers["content-type"]?.includes("form") === true;
    response.writeHead(status, { "content-type": isQuery ? "text/xml" : "application/x-amz-json-1.1" });
    response.end(
      isQuery
        ? `<ErrorResponse><Error><Code>${code}</Code><Message>${escaped(echo)}</Message></Error></ErrorResponse>`
        : JSON.stringify({ __type: code, message: echo }),
    );
  };
}

/** All that a run left: what it said, and every file. */
function left(said: string): string {
  const files = readdirSync(work, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return [said, ...files.map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"))].join("\n");
}

function expectNoSecret(said: string): void {
  const all = left(said);
  expect(Array.from(all.matchAll(new RegExp(`${CANARY}[-\\w]*`, "g")), ([found]) => found)).toEqual([]);
  expect(all).not.toMatch(SIGNATURE);
}

/** Every switch by which a library says more of itself. */
const LOUD = {
  ...HURRIED,
  LANG: "C.UTF-8",
  DEMARC_DEBUG: "1",
  DEBUG: "*",
  AZURE_LOG_LEVEL: "verbose",
  AZURE_DEBUG: "1",
};
const SAVED = ["--log-level", "debug", "--save", "echo.run", "--format", "json=echo.json", "--format", "text"];
const ROLE = ["--assume-role", "r", "--account", ACCOUNT, "--external-id", `${CANARY}-id`];
const VOLUMES = ["scan", "aws", "--region", "eu-west-1", "--rule", "aws-ec2-volume-encrypted"];

describe("an error that says back what was sent", () => {
  it.each<[string, string[], number, string[]]>([
    ["SignatureDoesNotMatch", ["GetCallerIdentity"], 403, []],
    ["AccessDenied", [], 403, []],
    ["ValidationException", ["GetCallerIdentity", "AssumeRole"], 400, ROLE],
    ["AccessDenied", ["GetCallerIdentity"], 403, ROLE],
  ])("of AWS holds no credential: %s, after %j", async (code, known, status, words) => {
    const { port, close } = await listen(createServer(echoingAws(known, code, status)));
    const env = {
      ...LOUD,
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
      AWS_SECRET_ACCESS_KEY: `${CANARY}-secret-key`,
      AWS_SESSION_TOKEN: `${CANARY}-session`,
      AWS_EC2_METADATA_DISABLED: "true",
    };
    const { stdout, stderr } = await runDemarc([...VOLUMES, ...words, ...SAVED], env, work);
    close();
    expect(left(stdout + stderr)).toContain("signature does not match");
    expectNoSecret(stdout + stderr);
  });

  const hasScript = spawnSync("script", ["--version"]).status === 0;
  it.skipIf(!hasScript)("of AWS does not hold the code that was typed", async () => {
    const { port, close } = await listen(createServer(echoingAws(["GetCallerIdentity"], "AccessDenied", 403)));
    const command = [process.execPath, BINARY, ...VOLUMES, "--profile", "mfa", ...SAVED].join(" ");
    const env = {
      ...LOUD,
      PATH: process.env["PATH"] ?? "",
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_CONFIG_FILE: join(folder, "config"),
      AWS_SHARED_CREDENTIALS_FILE: join(folder, "credentials"),
    };
    const child = spawn("script", ["-qec", command, "/dev/null"], {
      cwd: work,
      env,
      stdio: ["pipe", "pipe", "ignore"],
    });
    child.stdin.write(`${MFA_CODE}\n`);
    const shown = await text(child.stdout);
    child.stdin.end();
    close();
    // The terminal itself shows what is typed into it.
    const said = shown.replace(/^[^]*?arn:aws:iam[^]*?\n/, "");
    expect(shown).toContain("mfa/reader");
    expect(said).toContain("does not match");
    expect(said).not.toContain(MFA_CODE);
    expectNoSecret(shown);
  });

  it.each([401, 403])("of Azure holds no token, be it of a managed identity: %s", async (status) => {
    const identity = await listen(
      createServer((_, response) => {
        const expires_on = String(Math.floor(Date.now() / 1000) + 86_400);
        const token = { access_token: `${CANARY}-identity-token`, expires_on, resource: "arm", token_type: "Bearer" };
        response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(token));
      }),
    );
    const arm = await listen(
      createSecureServer(certificate(), async (request, response) => {
        const body = { error: { code: "InvalidAuthenticationToken", message: await echoOf(request) } };
        response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
      }),
    );
    const env = {
      ...LOUD,
      NODE_EXTRA_CA_CERTS: join(folder, "authority.pem"),
      DEMARC_AZURE_ENDPOINT: `https://127.0.0.1:${arm.port}`,
      IDENTITY_ENDPOINT: `http://127.0.0.1:${identity.port}/msi/token`,
      IDENTITY_HEADER: `${CANARY}-identity-header`,
    };
    const argv = ["scan", "azure", "--rule", "azure-storage-blob-soft-delete", ...SAVED];
    const { stdout, stderr } = await runDemarc(argv, env, work);
    arm.close();
    identity.close();
    expect(stdout + stderr).toMatch(/signature does not match/);
    expectNoSecret(stdout + stderr);
  });

  it("of a proxy does not hold its password, whatever a library would say of it", async () => {
    const proxies = { HTTPS_PROXY: `http://reader:${CANARY}-proxy@127.0.0.1:9`, NO_PROXY: "" };
    const keys = { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: `${CANARY}-secret-key` };
    const secret = { AZURE_TENANT_ID: TENANT, AZURE_CLIENT_ID: CLIENT, AZURE_CLIENT_SECRET: `${CANARY}-client` };
    const env = { ...LOUD, ...proxies, ...keys, ...secret, AZURE_TOKEN_CREDENTIALS: "EnvironmentCredential" };
    const azure = ["scan", "azure", "--rule", "azure-storage-blob-soft-delete", "--log-level", "debug"];
    const ran = await Promise.all([runDemarc(VOLUMES, env, work), runDemarc(azure, env, work)]);
    expect(ran.map(({ exit }) => exit)).toEqual([2, 2]);
    for (const { stdout, stderr } of ran) expectNoSecret(stdout + stderr);
  });
});
