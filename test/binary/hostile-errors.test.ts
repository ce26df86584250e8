import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, describe, expect, it } from "vitest";
import { FORMAT_NAMES } from "../../src/model/formats.ts";
import { awsEnvironment, startEstate } from "../collect/scan-aws.ts";
import { azureDocuments } from "../collect/scan-azure.ts";
import { volumes } from "../loopback-aws/sample-estate.ts";
import { certificate } from "../loopback-azure/certificate.ts";
import { startAzure } from "../loopback-azure/start-azure.ts";
import { BINARY } from "./demarc.ts";
import { expectNoCommand, SGR } from "./hostile-text.ts";
import { HURRIED, runDemarc } from "./run-demarc.ts";

/** A cloud, or whoever answers in its place, whose refusals would do harm: in every command that reads it. */

const HOSTILE =
  "no \u001b[2J\u009b31m\u202E\n::error file=x::owned\r##vso[task.setvariable variable=x]y ::add-mask::x <script>alert(1)</script> ![x](javascript:alert(1))";
/** As far as a header can say it. */
const HOSTILE_HEADER = "\u009b31m ##vso[task.setvariable variable=x]y";

const folder = mkdtempSync(join(tmpdir(), "demarc-hostile-errors-"));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, "authority.pem"), certificate().cert);

const HAS_SCRIPT = spawnSync("script", ["--version"]).status === 0;

interface HostileCloud {
  readonly words: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
}

const JSON_ERROR = JSON.stringify({ __type: HOSTILE, code: HOSTILE, message: HOSTILE, Message: HOSTILE });
const inXml = HOSTILE.replaceAll("&", "&amp;")
  .replaceAll("<", "&lt;")
  .replaceAll("\u001b", "")
  .replaceAll("\r", "&#13;");
const XML_ERROR = `<ErrorResponse><Error><Type>Sender</Type><Code>${inXml}</Code><Message>${inXml}</Message></Error><RequestId>${inXml}</RequestId></ErrorResponse>`;

/** `refused`: which calls are. */
async function hostileAws(refused: (operation: string) => boolean, status: number): Promise<HostileCloud> {
  const aws = await startEstate({
    documents: volumes(3),
    wire: ({ operation }, answer) => {
      if (!refused(operation)) return answer;
      const isXml = answer.contentType.includes("xml");
      return { status, contentType: answer.contentType, body: isXml ? XML_ERROR : JSON_ERROR };
    },
  });
  const words = [
    "aws",
    "--region",
    "eu-west-1",
    "--rule",
    "aws-ec2-volume-encrypted",
    "--rule",
    "aws-iam-root-mfa-enabled",
  ];
  return { words, env: awsEnvironment(aws), close: () => aws.close() };
}

async function hostileAzure(refused: (call: string) => boolean, status: number): Promise<HostileCloud> {
  const azure = await startAzure({
    documents: await azureDocuments(),
    wire: (call, answer) =>
      refused(call)
        ? {
            status,
            headers: { "x-ms-request-id": HOSTILE_HEADER, "x-ms-correlation-request-id": HOSTILE_HEADER },
            body: { error: { code: HOSTILE, message: HOSTILE, details: [{ code: HOSTILE, message: HOSTILE }] } },
          }
        : answer,
  });
  const env = { NODE_EXTRA_CA_CERTS: join(folder, "authority.pem"), ...azure.env };
  return { words: ["azure", "--rule", "azure-storage-blob-soft-delete"], env, close: azure.close };
}

/** Runs demarc on what a terminal would be, and gives all that it shows. */
function onTerminal(words: readonly string[], env: Readonly<Record<string, string>>): Promise<string> {
  const command = [process.execPath, BINARY, ...words].map((word) => `'${word}'`).join(" ");
  const set = { ...env, PATH: process.env["PATH"] ?? "", TERM: "xterm-256color" };
  return text(
    spawn("script", ["-qec", command, "/dev/null"], { env: set, stdio: ["ignore", "pipe", "ignore"] }).stdout,
  );
}

const FILES = FORMAT_NAMES.filter((name) => !["pdf", "xlsx", "text", "github"].includes(name));
const DEBUG = ["--log-level", "debug"];

describe.concurrent("a cloud that refuses with harmful words, of which none is obeyed", () => {
  it.each<[string, () => Promise<HostileCloud>]>([
    ["AWS, all but who is asking", () => hostileAws((operation) => operation !== "GetCallerIdentity", 400)],
    ["Azure, what hangs on a thing", () => hostileAzure((call) => /blobServices/i.test(call), 400)],
  ])("%s: doctor, scan in each format, collect, on a terminal too", async (name, start) => {
    const { words, env, close } = await start();
    const set = { LANG: "C.UTF-8", ...HURRIED, ...env };
    const own = (format: string): string => `${name.slice(0, 3)}.${format}`;
    const formats = FILES.flatMap((format) => ["--format", `${format}=${own(format)}`]);
    const ran = await Promise.all([
      runDemarc(["doctor", ...words], set, folder),
      runDemarc(["doctor", ...words, "--format", "json"], set, folder),
      runDemarc(["scan", ...words, ...DEBUG, "--format", "text", ...formats, "--include", "all"], set, folder),
      runDemarc(["collect", ...words, "-o", own("ndjson")], set, folder),
    ]);
    const shown = HAS_SCRIPT ? await onTerminal(["scan", ...words], set) : "";
    await close();
    const said = ran.filter(({ stdout, stderr }) => (stdout + stderr).includes("owned"));
    expect(said.length).toBeGreaterThanOrEqual(2);
    for (const { stdout, stderr } of ran) {
      expectNoCommand(stdout);
      expectNoCommand(stderr);
    }
    expect(readFileSync(join(folder, own("json")), "utf8")).toContain("owned");
    for (const format of FILES) expectNoCommand(readFileSync(join(folder, own(format)), "utf8"));
    expectNoCommand(shown.replaceAll(SGR, "").replaceAll("\r\u001b[K", ""));
  });

  it.each<[string, () => Promise<HostileCloud>, string]>([
    ["AWS, everything", () => hostileAws(() => true, 403), "scan"],
    ["Azure, everything", () => hostileAzure(() => true, 403), "doctor"],
    ["Azure, the token", () => hostileAzure(() => true, 401), "scan"],
  ])("%s: the end of a run", async (_, start, command) => {
    const { words, env, close } = await start();
    const { exit, stdout, stderr } = await runDemarc(
      [command, ...words, ...(command === "scan" ? DEBUG : [])],
      { LANG: "C.UTF-8", ...HURRIED, ...env },
      folder,
    );
    await close();
    expect([exit, stdout + stderr]).toEqual([2, expect.stringContaining("owned")]);
    expectNoCommand(stdout);
    expectNoCommand(stderr);
  });
});
