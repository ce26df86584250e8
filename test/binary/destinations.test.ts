import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { HAS_BROWSER } from "../browser/chromium.ts";
import { awsEnvironment, startEstate } from "../collect/scan-aws.ts";
import { azureDocuments } from "../collect/scan-azure.ts";
import { certificate } from "../loopback-azure/certificate.ts";
import { startAzure } from "../loopback-azure/start-azure.ts";
import { runDemarc } from "./run-demarc.ts";
import type { Ran } from "./demarc.ts";

/** Every place in the network that the program speaks to, seen from inside its process. */

const RECORDER = pathToFileURL(join(import.meta.dirname, "record-destinations.mjs")).href;
const VOLUMES = ["--region", "eu-west-1", "--rule", "aws-ec2-volume-encrypted"];
const STORAGE = ["--rule", "azure-storage-blob-soft-delete"];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "demarc-destinations-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Where to, each once, sorted; of one run of the program. */
async function destinations(argv: string[], env: Record<string, string>): Promise<{ ran: Ran; to: string[] }> {
  const file = join(folder, "destinations");
  const set = { LANG: "C.UTF-8", HOME: folder, DESTINATIONS: file, NODE_OPTIONS: `--import=${RECORDER}`, ...env };
  const ran = await runDemarc(argv, set, folder);
  const to = existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
  return { ran, to: [...new Set(to)].toSorted() };
}

/** What the SDK finds where nothing is told but keys. */
const KEYS = { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "secret" };
const SECRET = {
  AZURE_TENANT_ID: "3f2b8c1e-5a47-4d0b-9c61-7e0f2a9d4b10",
  AZURE_CLIENT_ID: "a",
  AZURE_CLIENT_SECRET: "s",
};

describe("speaks to", () => {
  it.each([
    ["demo", ["demo"]],
    ["scan of a file", ["scan", "estate.json", "--save", "run.ndjson"]],
    ["rules list", ["rules", "list"]],
    ["explain", ["explain", "aws-ec2-volume-encrypted"]],
    ["permissions", ["permissions", "aws"]],
    ["--help", ["--help"]],
  ])("nobody: %s", async (_, argv) => {
    writeFileSync(join(folder, "estate.json"), "[]\n");
    expect((await destinations(argv, { ...KEYS, ...SECRET })).to).toEqual([]);
  });

  it("the endpoint that the environment names, and nothing beside it: AWS", async () => {
    const aws = await startEstate({ documents: [] });
    const { ran, to } = await destinations(["scan", "aws", ...VOLUMES], awsEnvironment(aws));
    await aws.close();
    expect(ran).toMatchObject({ exit: 3, stderr: "" });
    expect(to).toEqual([new URL(aws.endpoint).host]);
  });

  it("Resource Manager and what gives the token, and nothing beside them: Azure", async () => {
    writeFileSync(join(folder, "authority.pem"), certificate().cert);
    const azure = await startAzure({ documents: await azureDocuments() });
    const env = { NODE_EXTRA_CA_CERTS: join(folder, "authority.pem"), ...azure.env };
    const { ran, to } = await destinations(["scan", "azure", ...STORAGE], env);
    await azure.close();
    expect(ran).toMatchObject({ exit: 1, stderr: "" });
    const hosts = [azure.endpoint, azure.env["IDENTITY_ENDPOINT"]!].map((address) => new URL(address).host);
    expect(to.filter((place) => !place.startsWith("lookup "))).toEqual(hosts.toSorted());
  });

  it.each<[string, string[], Record<string, string>, string[]]>([
    ["AWS", ["scan", "aws", ...VOLUMES], KEYS, ["sts.eu-west-1.amazonaws.com:443"]],
    ["AWS without keys in the environment", ["scan", "aws", ...VOLUMES], {}, ["169.254.169.254:80"]],
    [
      "Azure",
      ["scan", "azure", ...STORAGE],
      { ...SECRET, AZURE_TOKEN_CREDENTIALS: "EnvironmentCredential" },
      ["login.microsoftonline.com:443"],
    ],
    [
      "the proxy in its place",
      ["scan", "aws", ...VOLUMES],
      { ...KEYS, HTTPS_PROXY: "http://reader:word@proxy.example.invalid:3128" },
      ["proxy.example.invalid:3128"],
    ],
  ])("the cloud's own addresses, where no other is named: %s", async (_, argv, env, expected) => {
    const { ran, to } = await destinations(argv, { ...env, DESTINATIONS_REFUSED: "1" });
    expect(to).toEqual(expected);
    expect(ran).toMatchObject({ exit: 2, stdout: "" });
  });
});

describe.skipIf(!HAS_BROWSER)("a PDF is printed", () => {
  it("and the browser that prints it speaks to nobody either, as it would by itself", async () => {
    const heard: string[] = [];
    const proxy = createServer((socket) => {
      socket.on("data", (bytes) => void (heard.push(bytes.toString("latin1")), socket.destroy()));
    }).listen(0, "127.0.0.1");
    await once(proxy, "listening");
    const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const proxies = { http_proxy: address, https_proxy: address };
    const env = { LANG: "C.UTF-8", HOME: folder, PATH: process.env["PATH"] ?? "", ...proxies };
    const words = ["demo", "--type", "AWS::EC2::Volume", "--format", "pdf=demo.pdf"];
    const { exit } = await runDemarc(words, env, folder);
    proxy.close();
    expect([exit, heard]).toEqual([0, []]);
  });
});

describe("speaks without TLS to nobody", () => {
  it.each([
    ["AWS_ENDPOINT_URL", ["scan", "aws", ...VOLUMES], KEYS, "http://aws.example.invalid"],
    ["AWS_ENDPOINT_URL_STS", ["scan", "aws", ...VOLUMES], KEYS, "http://sts.example.invalid:8080"],
    ["DEMARC_AZURE_ENDPOINT", ["scan", "azure", ...STORAGE], SECRET, "http://arm.example.invalid"],
    ["AZURE_AUTHORITY_HOST", ["scan", "azure", ...STORAGE], SECRET, "http://login.example.invalid"],
  ])("%s", async (name, argv, env, address) => {
    const set = {
      ...env,
      AZURE_TOKEN_CREDENTIALS: "EnvironmentCredential",
      DESTINATIONS_REFUSED: "1",
      [name]: address,
    };
    const { ran, to } = await destinations(argv, set);
    expect(to.filter((place) => place.includes("example.invalid"))).toEqual([]);
    expect(ran).toMatchObject({ exit: 2, stdout: "" });
  });
});
