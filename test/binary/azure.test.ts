import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { neededReads } from "../../src/commands/sources/needed-reads.ts";
import type { Ranking } from "../../src/model/examination.ts";
import type { ResourceDocument } from "../../src/model/resource.ts";
import { AS_OF } from "../collect/scan-aws.ts";
import { APPS, azureDocuments, SANDBOX, withEveryChild } from "../collect/scan-azure.ts";
import { TENANT } from "../loopback-azure/estate.ts";
import { certificate } from "../loopback-azure/certificate.ts";
import type { Fault } from "../loopback-azure/faults.ts";
import type { LoopbackAzure, LoopbackOptions } from "../loopback-azure/start-azure.ts";
import { startAzure } from "../loopback-azure/start-azure.ts";
import { runDemarc } from "./run-demarc.ts";
import type { Ran } from "./demarc.ts";
import { library } from "../shipped.ts";

/** Few enough calls that none has to wait. */
const STORAGE = ["--type", "microsoft.storage/storageaccounts"];
const SOFT_DELETE = ["--rule", "azure-storage-blob-soft-delete"];
const BLOBS = /sthfbookings\/blobservices\/default$/;

let documents: ResourceDocument[];
let folder: string;
let azure: LoopbackAzure;

/** The sample estate, of which everything can be read. */
beforeAll(async () => {
  const needs = neededReads(library.rules, library, "azure");
  documents = (await azureDocuments())
    .filter(({ unread = [] }) => unread.length === 0)
    .map((document) => withEveryChild(document, needs.get(document.type)?.children ?? []));
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "demarc-azure-"));
  writeFileSync(join(folder, "authority.pem"), certificate().cert);
});
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await azure.close();
});

/** Runs the built program with an environment that leads it to a loopback endpoint, and nothing else. */
async function demarc(
  argv: string[],
  faults: Fault[] = [],
  env: Record<string, string> = {},
  facts: Partial<LoopbackOptions> = {},
): Promise<Ran> {
  await azure?.close().catch(() => {});
  azure = await startAzure({ documents, faults, ...facts });
  const set = { LANG: "C.UTF-8", NODE_EXTRA_CA_CERTS: join(folder, "authority.pem"), ...azure.env, ...env };
  return runDemarc(argv, set, folder);
}

describe("the built program on Azure", () => {
  it("scans as whoever DefaultAzureCredential finds, and says nothing beside its report", async () => {
    const ran = await demarc(["scan", "azure", ...STORAGE]);
    expect(ran).toMatchObject({ exit: 1, stderr: "" });
    expect(ran.stdout).toContain("2 Azure subscriptions, as visible to the");
  });

  it("calls nothing fixed that was not asked for", async () => {
    await demarc(["scan", "azure", ...STORAGE, "--save", "all.ndjson"]);
    const [, group] = /resourcegroups\/([^/]+)/i.exec(documents.find(({ type }) => type === STORAGE[1])!.id)!;
    const ofGroup = ["--resource-group", group!, "--save", "part.ndjson"];
    await demarc(["scan", "azure", ...STORAGE, ...ofGroup, "--baseline", "all.ndjson"]);
    const baseline = readFileSync(join(folder, "part.ndjson"), "utf8")
      .split("\n")
      .find((line) => line.startsWith('{"baseline"'));
    expect(JSON.parse(baseline!)).toMatchObject({ baseline: { fixed: [], not_judged: expect.any(Number) as number } });
    const { exit, stdout } = await demarc(["diff", "all.ndjson", "part.ndjson"]);
    expect(exit).toBe(3);
    expect(stdout).toContain("0 fixed");
  });

  it("says what it could not know, and by which action", async () => {
    const rankingOf = ({ stdout }: Ran): Ranking =>
      (JSON.parse(stdout) as { examinations: [{ ranking: Ranking }] }).examinations[0].ranking;
    const asked = ["doctor", "azure", ...SOFT_DELETE, "--format", "json"];
    const before = rankingOf(await demarc(asked));
    const lacking = await demarc(asked, [{ call: BLOBS, fault: "denied" }]);
    expect(lacking).toMatchObject({ exit: 3, stderr: "" });
    const after = rankingOf(lacking);
    expect(after.unknown).toBe(before.unknown + 1);
    expect(after.missing.map(({ action }) => action)).toContain("microsoft.storage/storageaccounts/blobServices/read");
    const nobody = await demarc(["doctor", "azure", ...SOFT_DELETE], [], {
      AZURE_TOKEN_CREDENTIALS: "EnvironmentCredential",
    });
    expect(nobody.exit).toBe(2);
    expect(nobody.stdout).toContain("x failed    credentials: no Azure credentials could be obtained");
  });

  it("judges a snapshot as it judged the cloud", async () => {
    const judging = ["--as-of", AS_OF, "--format", "json", "--include", "all", ...STORAGE];
    const collected = await demarc(["collect", "azure", ...STORAGE, "-o", "azure.ndjson.gz"]);
    expect(collected).toMatchObject({ exit: 0, stderr: "" });
    expect(collected.stdout).toMatch(/^azure\.ndjson\.gz: \d+ resources, 0 blind spots\n$/);
    const snapshot = await demarc(["scan", "azure.ndjson.gz", ...judging]);
    expect(azure.calls).toEqual([]);
    const cloud = await demarc(["scan", "azure", ...judging]);
    const timeless = (report: string): string => report.replaceAll(/"(?:at|confirmed_at)": "[^"]*"/g, "");
    expect(timeless(snapshot.stdout)).toBe(timeless(cloud.stdout));
    expect(snapshot.exit).toBe(cloud.exit);
  });

  it("shows who answers for a control by Azure's own word beside the matrix, from the cloud and from a file", async () => {
    const policyMetadata = [{ name: "NIST_SP_800-53_R5_AC-3", properties: { owner: "Shared" } }];
    const chosen = [...SOFT_DELETE, "--as-of", AS_OF];
    const matrix = ["--framework", "nist-800-53-r5", "--format", "csv"];
    await demarc(["collect", "azure", ...SOFT_DELETE, "--witness", "-o", "kept.ndjson"], [], {}, { policyMetadata });
    await demarc(["scan", "kept.ndjson", ...chosen, "--save", "file.ndjson"]);
    await demarc(["scan", "azure", "--witness", ...chosen, "--save", "cloud.ndjson"], [], {}, { policyMetadata });
    const fromFile = await demarc(["matrix", "file.ndjson", ...matrix]);
    expect(fromFile.stdout).toMatch(/^AC-3 [^\n]*azure: Shared/m);
    expect(await demarc(["matrix", "cloud.ndjson", ...matrix])).toEqual(fromFile);
  });

  it("exits with 3 and names the call where one was refused", async () => {
    const refused: Fault[] = [{ call: /resourcegraph/, fault: "denied" }];
    const scanned = await demarc(["scan", "azure", ...SOFT_DELETE], refused);
    expect(scanned.exit).toBe(3);
    expect(scanned.stdout).toContain("POST /providers/Microsoft.ResourceGraph/resources");
    const collected = await demarc(["collect", "azure", ...SOFT_DELETE, "-o", "azure.ndjson"], refused);
    expect(collected.exit).toBe(3);
    expect(collected.stderr).toMatch(/^not read: microsoft\.storage\/storageaccounts: .*allow this identity POST/);
  });

  it("names the child that was refused, and judges the rest", async () => {
    const ran = await demarc(["scan", "azure", ...SOFT_DELETE], [{ call: BLOBS, fault: "denied" }]);
    expect(ran.stdout).toContain("GET {id}/blobServices/default");
    expect(ran.stdout).toContain("AuthorizationFailed");
  });

  it("waits where Azure asks it to", async () => {
    const faults: Fault[] = [
      { call: BLOBS, fault: "throttled_seconds", times: 2 },
      { call: /resourcegraph/, fault: "throttled_milliseconds", times: 1 },
    ];
    const ran = await demarc(["collect", "azure", ...SOFT_DELETE, "-o", "azure.ndjson"], faults);
    expect(ran).toMatchObject({ exit: 0, stderr: "" });
  });

  it("makes no results of a token that is refused: exit 2, no file", async () => {
    const faults: Fault[] = [{ call: /resourcegraph/, fault: "unauthorized" }];
    const ran = await demarc(["scan", "azure", ...SOFT_DELETE], faults);
    expect(ran).toMatchObject({ exit: 2, stdout: "" });
    expect(ran.stderr).toMatch(/^azure: Azure refuses the token: .*\[azure-token-refused\]\n {2}help: /);
    const collected = await demarc(["collect", "azure", ...SOFT_DELETE, "-o", "azure.ndjson"], faults);
    expect(collected).toMatchObject({ exit: 2, stdout: "" });
    expect(readdirSync(folder)).toEqual(["authority.pem"]);
  });

  it("keeps the subscriptions that were read when it is broken, and goes on with --resume", async () => {
    const groups = new RegExp(`${SANDBOX}/resourcegroups$`);
    const faults: Fault[] = [
      { call: groups, fault: "throttled_for_seconds", times: 1 },
      { call: groups, fault: "unauthorized" },
    ];
    const collect = ["collect", "azure", ...SOFT_DELETE, "-o", "azure.ndjson"];
    const broken = await demarc(collect, faults);
    expect(broken).toMatchObject({ exit: 2, stdout: "" });
    expect(broken.stderr).toContain("kept: 1 part in azure.ndjson.journal; --resume goes on from there");
    const resumed = await demarc([...collect, "--resume"]);
    expect(resumed).toMatchObject({ exit: 0, stderr: "" });
    expect(azure.calls.filter((call) => call.includes(`${APPS}/resourcegroups`))).toEqual([]);
    const whole = await demarc([...collect.slice(0, -1), "whole.ndjson"]);
    expect(resumed.stdout.replace("azure", "whole")).toBe(whole.stdout);
    expect(readdirSync(folder).toSorted()).toEqual(["authority.pem", "azure.ndjson", "whole.ndjson"]);
  });

  it.each<[string, string[], Record<string, string>, RegExp]>([
    [
      "no credentials",
      [],
      { IDENTITY_ENDPOINT: "", IDENTITY_HEADER: "", AZURE_TOKEN_CREDENTIALS: "EnvironmentCredential" },
      /no Azure credentials could be obtained: .*\[azure-no-credentials\]/,
    ],
    [
      "a word that names no credentials",
      [],
      { AZURE_TOKEN_CREDENTIALS: "nonsense" },
      /^azure: no Azure credentials could be obtained: Invalid value .*\[azure-no-credentials\]/,
    ],
    [
      "the one kind of credentials that was chosen",
      [],
      { AZURE_TOKEN_CREDENTIALS: "AzureCliCredential", PATH: "" },
      /could be obtained: Azure CLI could not be found \[azure-no-credentials\]/,
    ],
    [
      "a certificate that is not there",
      [],
      {
        AZURE_TOKEN_CREDENTIALS: "EnvironmentCredential",
        AZURE_TENANT_ID: TENANT,
        AZURE_CLIENT_ID: TENANT,
        AZURE_CLIENT_CERTIFICATE_PATH: "/nowhere/cert.pem",
      },
      /could be obtained: EnvironmentCredential authentication failed: ENOENT: .*cert\.pem.*\[azure-no-credentials\]/,
    ],
    [
      "a management group that is nobody's",
      ["--management-group", "produktion"],
      {},
      /"produktion" cannot be listed.*\n {2}help: name it by its id/,
    ],
    [
      "an unknown authority",
      [],
      { NODE_EXTRA_CA_CERTS: "" },
      /could not be reached: .*self-signed.*\[azure-no-subscriptions\]/,
    ],
    [
      "an unknown subscription",
      ["--subscription", "harbour & finch sandbx"],
      {},
      /no subscription "harbour.*\n {2}help: did you mean/,
    ],
    ["two sources", ["x.json"], {}, /"azure" must be collected alone/],
    ["an option of AWS", ["--region", "eu-west-1"], {}, /--region is not for azure/],
  ])("says in one line and its mend: %s", async (_, argv, env, said) => {
    const ran = await demarc(["scan", "azure", ...argv], [], env);
    expect(ran).toMatchObject({ exit: 2, stdout: "" });
    expect(ran.stderr).toMatch(said);
    expect(ran.stderr.split("\n")).toHaveLength(3);
  });

  it("sends the token nowhere else", async () => {
    const faults: Fault[] = [{ call: /roleassignments$/, fault: "foreign_next" }];
    const ran = await demarc(["scan", "azure", "--rule", "azure-subscription-owner-count"], faults);
    expect(ran.exit).not.toBe(0);
    expect(ran.stdout).toContain("example.com, where no token may go");
  });

  it("takes ./azure for a folder", async () => {
    const ran = await demarc(["scan", "./azure"]);
    expect(ran.exit).toBe(2);
    expect(azure.calls).toEqual([]);
  });
});
