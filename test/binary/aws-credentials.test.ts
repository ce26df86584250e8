import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { awsEnvironment, startEstate } from "../collect/scan-aws.ts";
import type { LoopbackAws } from "../loopback-aws/start-aws.ts";
import { BINARY } from "./demarc.ts";
import type { Ran } from "./demarc.ts";

const SCAN = ["scan", "aws", "--region", "eu-west-1", "--rule", "aws-ec2-volume-encrypted"];
const hasScript = spawnSync("script", ["--version"]).status === 0;
if (!hasScript) console.warn("skipped: no `script` of util-linux, so no real terminal to run on");

let home: string;
let aws: LoopbackAws;

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), "demarc-credentials-"));
  mkdirSync(join(home, ".aws"));
  aws = await startEstate({ documents: [] });
});
afterEach(async () => {
  await aws.close();
  rmSync(home, { recursive: true, force: true });
});

function environment(more: Record<string, string>): Record<string, string> {
  const { AWS_CONFIG_FILE: _config, AWS_SHARED_CREDENTIALS_FILE: _credentials, ...found } = awsEnvironment(aws);
  const all = { LANG: "C.UTF-8", PATH: process.env["PATH"] ?? "", HOME: home, ...found, ...more };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ""));
}

async function run(
  env: Record<string, string>,
  command = [process.execPath, BINARY, ...SCAN],
  typed = "",
): Promise<Ran> {
  const [program, ...words] = command;
  const child = spawn(program!, words, { cwd: home, env: environment(env), stdio: ["pipe", "pipe", "pipe"] });
  child.stdin.end(typed);
  const said = Promise.all([text(child.stdout), text(child.stderr)]);
  const [exit] = await once(child, "close");
  const [stdout, stderr] = await said;
  return { exit: exit as number | null, stdout, stderr };
}

/** Without the keys of the environment, which would win over a profile. */
const NO_KEYS = { AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" };

const PROFILES = `
[profile sso]
sso_start_url = https://example.awsapps.com/start
sso_region = eu-west-1
sso_account_id = 111122223333
sso_role_name = read
[profile base]
[profile guarded]
role_arn = arn:aws:iam::111122223333:role/demarc-read
source_profile = base
mfa_serial = arn:aws:iam::111122223333:mfa/reader
`;
const KEYS = "[base]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = secret\n";

function writeProfiles(): void {
  writeFileSync(join(home, ".aws/config"), PROFILES);
  writeFileSync(join(home, ".aws/credentials"), KEYS);
}

describe("credentials", () => {
  it.each([
    ["an SSO session that has ended", "sso", /^aws: the AWS SSO session has ended.*\n {2}help: aws sso login/],
    [
      "a code that nobody can be asked for",
      "guarded",
      /^aws: no code was given: .*\n {2}help: run demarc on a terminal/,
    ],
  ])("%s: said in one line with its mend", async (_, profile, said) => {
    writeProfiles();
    const ran = await run({ ...NO_KEYS, AWS_PROFILE: profile });
    expect(ran).toMatchObject({ exit: 2, stdout: "" });
    expect(ran.stderr).toMatch(said);
    expect(ran.stderr.split("\n")).toHaveLength(3);
  });

  it.skipIf(!hasScript)("a code is asked for on a terminal", async () => {
    writeProfiles();
    const command = `"${process.execPath}" "${BINARY}" ${SCAN.join(" ")}`;
    const ran = await run({ ...NO_KEYS, AWS_PROFILE: "guarded" }, ["script", "-qec", command, "/dev/null"], "123456\n");
    expect(ran.stdout).toContain("code of arn:aws:iam::111122223333:mfa/reader: ");
    const [assumed] = aws.callsOf("AssumeRole");
    expect(assumed?.input).toMatchObject({ TokenCode: "123456", SerialNumber: "arn:aws:iam::111122223333:mfa/reader" });
    expect(aws.callsOf("SelectResourceConfig").length).toBeGreaterThan(0);
  });

  it("that AWS does not know, and a clock that is wrong, are said", async () => {
    const unknown = await run({ AWS_ACCESS_KEY_ID: "AKIANOBODY" });
    expect(unknown).toMatchObject({ exit: 2, stdout: "" });
    expect(unknown.stderr).toMatch(/AWS does not know these credentials.*\[aws-credentials-refused\]/);
    await aws.close();
    const message = "Signature expired: 20261120T000000Z is now earlier than 20261121T000000Z";
    aws = await startEstate({ documents: [], faults: [{ fault: "error", code: "SignatureDoesNotMatch", message }] });
    const late = await run({});
    expect(late.exit).toBe(2);
    expect(late.stderr).toMatch(/AWS says that the time of this machine is wrong.*\[aws-clock-skew\]/);
  });
});

describe("a proxy", () => {
  it("is gone through where the environment names one, and not where NO_PROXY does", async () => {
    const asked: string[] = [];
    const proxy = createServer();
    proxy.on("connect", (request, socket, head) => {
      asked.push(request.url ?? "");
      const [host, port] = (request.url ?? "").split(":");
      const target = connect(Number(port), host!, () => {
        socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
        target.write(head);
        target.pipe(socket).pipe(target);
      });
      for (const end of [socket, target]) end.on("error", () => {});
    });
    await new Promise<void>((done) => proxy.listen(0, "127.0.0.1", done));
    try {
      const HTTP_PROXY = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
      const ran = await run({ HTTP_PROXY });
      expect(ran.stderr).toBe("");
      expect(new Set(asked)).toEqual(new Set([new URL(aws.endpoint).host]));
      expect(aws.callsOf("SelectResourceConfig").length).toBeGreaterThan(0);
      asked.length = 0;
      await run({ HTTP_PROXY, NO_PROXY: "127.0.0.1" });
      expect(asked).toEqual([]);
    } finally {
      proxy.closeAllConnections();
      proxy.close();
    }
  });

  it("that is not there is said", async () => {
    const ran = await run({ HTTP_PROXY: "http://127.0.0.1:9" });
    expect(ran.exit).toBe(2);
    expect(ran.stderr).toMatch(/^aws: .*ECONNREFUSED/);
  });
});
