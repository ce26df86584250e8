import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { OWN_ACCOUNT } from "../../src/collect/aws/options.ts";
import type { LoopbackOptions } from "../loopback-aws/start-aws.ts";
import { estateForTest } from "./estate-for-test.ts";
import { ACCOUNT, collectFor, estateDocuments, judge } from "./scan-aws.ts";
import type { Scanned } from "./scan-aws.ts";
import { library } from "../shipped.ts";

const rules = library.rules.filter(({ id }) => id === "aws-ec2-volume-encrypted");
const documents = (await estateDocuments()).filter(({ account }) => account === ACCOUNT);
const open = estateForTest();

type ScanOptions = Parameters<typeof collectFor>[2] & { readonly estate?: Partial<LoopbackOptions> };

async function scan({ estate, ...options }: ScanOptions = {}): Promise<Scanned> {
  await open({ documents, ...estate });
  return judge(rules, library, await collectFor(rules, library, options));
}

/** Other keys each time it is run. */
const ISSUE_CREDENTIALS = `
import { appendFileSync, readFileSync } from "node:fs";
const log = new URL("issued", import.meta.url);
appendFileSync(log, "x");
const AccessKeyId = "KEY" + readFileSync(log, "utf8").length;
console.log(JSON.stringify({ Version: 1, AccessKeyId, SecretAccessKey: "secret" }));
`;

describe("a collection that cannot go on", () => {
  it.each<[string, string, ScanOptions]>([
    ["the token is expired", "aws-credentials-expired", { estate: { faults: [{ fault: "expired_token" }] } }],
    [
      "the token runs out on the way",
      "aws-credentials-expired",
      { estate: { faults: [{ operation: "SelectResourceConfig", fault: "expired_token", nth: 2 }] } },
    ],
    ["nobody knows the keys", "aws-credentials-refused", { estate: { faults: [{ fault: "unrecognized_client" }] } }],
    ["another account was asked for", "aws-other-account", { reach: { ...OWN_ACCOUNT, accounts: ["444455556666"] } }],
    ["no region is known", "aws-no-region", { regions: [] }],
    ["the profile is nowhere", "aws-unknown-profile", { profile: "audit", env: { HOME: "/nowhere" } }],
  ])("%s: %s", async (_, code, options) => {
    await expect(scan(options)).rejects.toMatchObject({ diagnostics: [{ code }] });
  });

  it("credentials that ran out are had anew, once for all calls that find it out", async () => {
    const folder = mkdtempSync(join(tmpdir(), "demarc-credentials-"));
    try {
      const issue = join(folder, "issue.mjs");
      writeFileSync(issue, ISSUE_CREDENTIALS);
      writeFileSync(join(folder, "config"), `[default]\ncredential_process = ${process.execPath} ${issue}\n`);
      const aws = await open({
        documents,
        accounts: { KEY1: ACCOUNT, KEY2: ACCOUNT },
        faults: [{ operation: "SelectResourceConfig", fault: "expired_token", nth: 1, times: 3 }],
      });
      for (const name of ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]) vi.stubEnv(name, undefined);
      vi.stubEnv("AWS_CONFIG_FILE", join(folder, "config"));
      const scanned = await judge(rules, library, await collectFor(rules, library, {}));
      expect(scanned.blindSpots).toEqual([]);
      expect(scanned.resources.length).toBeGreaterThan(3);
      expect(new Set(aws.calls.map(({ accessKeyId }) => accessKeyId))).toEqual(new Set(["KEY1", "KEY2"]));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("a region that is not enabled is blind", async () => {
    const faults = [{ region: "eu-central-1", fault: "unrecognized_client" }] as const;
    const { blindSpots } = await scan({ estate: { faults } });
    expect(blindSpots).toMatchObject([{ region: "eu-central-1", code: "UnrecognizedClientException" }]);
  });

  it("no credentials", async () => {
    await open({ documents });
    vi.stubEnv("AWS_ACCESS_KEY_ID", undefined);
    const collected = collectFor(rules, library, {});
    await expect(collected).rejects.toMatchObject({ diagnostics: [{ code: "aws-no-credentials" }] });
  });
});
