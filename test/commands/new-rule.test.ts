import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { judgeExamplesOf } from "../../src/commands/judge-example.ts";
import { RESPONSIBILITY_KNOWLEDGE as responsibility } from "../../src/commands/library/responsibility-knowledge.ts";
import { run } from "../../src/commands/new-rule.ts";
import type { Io } from "../../src/commands/io.ts";
import { DiagnosticError } from "../../src/diagnostics/diagnostic.ts";
import { PLAIN } from "../../src/report/style.ts";
import { loadLibrary } from "../../src/rules/load-library.ts";
import { runExamples } from "../../src/rules/run-examples.ts";
import { writePack } from "../../src/rules/write-pack.ts";
import { library } from "../shipped.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const pack = writePack(library);

/** A world whose shipped library is the one in this checkout, in a folder of its own. */
function world(): Io & { readonly said: string[] } {
  const folder = temporaryFolder("new-rule", onTestFinished);
  writeFileSync(join(folder, "rules.pack"), pack);
  const said: string[] = [];
  const output = {
    write: async (text: string) => void said.push(text),
    columns: 80,
    isTerminal: false,
    ascii: false,
    style: PLAIN,
  };
  return {
    stdout: output,
    stderr: output,
    stdin: (async function* () {})(),
    env: {},
    cwd: folder,
    share: folder,
    now: () => "2026-11-20T00:00:00Z",
    execute: async () => "",
    version: "0.0.0",
    said,
  };
}

async function mistakesOf(file: string): Promise<readonly unknown[]> {
  const loaded = await loadLibrary([file], { base: library, responsibility });
  const judge = judgeExamplesOf(
    loaded.library,
    loaded.examples.map(({ rule }) => rule),
  );
  return [...loaded.diagnostics, ...loaded.examples.flatMap((tested) => runExamples(tested, loaded.library, judge))];
}

/** A volume as AWS Config writes it. */
function volume(configuration: object): object {
  return {
    version: "1.3",
    accountId: "111122223333",
    configurationItemCaptureTime: "2026-11-20T00:00:00Z",
    configurationItemStatus: "OK",
    arn: "arn:aws:ec2:eu-west-1:111122223333:volume/vol-1",
    resourceType: "AWS::EC2::Volume",
    resourceId: "vol-1",
    awsRegion: "eu-west-1",
    configuration,
    supplementaryConfiguration: {},
  };
}

describe("new rule", () => {
  it.each([
    ["a switch", { id: "aws-rds-instance-scaffolded", type: "AWS::RDS::DBInstance" }],
    [
      "a number",
      { id: "aws-rds-instance-kept", type: "AWS::RDS::DBInstance", path: "configuration.backupRetentionPeriod" },
    ],
    ["a type in another case", { id: "aws-ec2-volume-scaffolded", type: "aws::ec2::volume" }],
    [
      "a word of a few",
      {
        id: "azure-storage-scaffolded",
        type: "microsoft.storage/storageaccounts",
        path: "properties.minimumTlsVersion",
      },
    ],
    ["a tag", { id: "azure-storage-team", type: "microsoft.storage/storageaccounts", path: "tags.team" }],
    ["a tag with signs", { id: "aws-ec2-volume-cost", type: "AWS::EC2::Volume", path: 'tags["cost:center"]' }],
  ])("about %s loads, and its examples come out as they say", async (_, args) => {
    const io = world();
    await expect(run(args, { ...io, cwd: io.cwd })).resolves.toBe(0);
    expect(await mistakesOf(join(io.cwd, `${args.id}.yaml`))).toEqual([]);
  });

  it("takes type and fields from a saved resource", async () => {
    const io = world();
    const item = volume({ encrypted: true, size: 8, state: { value: "in-use" } });
    writeFileSync(join(io.cwd, "volume.json"), JSON.stringify(item));
    await run({ id: "aws-ec2-volume-new", from: join(io.cwd, "volume.json"), folder: "mine" }, io);
    const written = readFileSync(join(io.cwd, "mine/aws/ec2/volume-new.yaml"), "utf8");
    expect(written).toContain("resource: AWS::EC2::Volume");
    expect(written).toContain("configuration.size  8");
  });

  it("shows what is hostile or long in a saved resource so that the file still loads", async () => {
    const io = world();
    const item = volume({ availabilityZone: "a\u009b31m\u202e\n- name: x", kmsKeyId: "k".repeat(500) });
    writeFileSync(join(io.cwd, "volume.json"), JSON.stringify(item));
    await run({ id: "aws-ec2-volume-hostile", from: join(io.cwd, "volume.json") }, io);
    const file = join(io.cwd, "aws-ec2-volume-hostile.yaml");
    expect(readFileSync(file, "utf8")).not.toMatch(/[\u0080-\u009f\u202e]|k{100}/);
    expect(await mistakesOf(file)).toEqual([]);
  });

  it("takes the first resource of the type that is named, and says what a file without one holds", async () => {
    const io = world();
    const vault = (name: string, type: string): object => ({
      id: `/subscriptions/3f2b8c1e-5a47-4d0b-9c61-7e0f2a9d4b10/resourceGroups/rg/providers/${type}/${name}`,
      type,
      name,
      location: "westeurope",
      properties: { a: 1 },
    });
    const held = [vault("a", "Microsoft.Storage/storageAccounts"), vault("b", "Microsoft.KeyVault/vaults")];
    const from = join(io.cwd, "list.json");
    writeFileSync(from, JSON.stringify(held));
    await run({ id: "azure-keyvault-new", type: "microsoft.keyvault/vaults", from }, io);
    expect(readFileSync(join(io.cwd, "azure-keyvault-new.yaml"), "utf8")).toContain(
      "resource: microsoft.keyvault/vaults",
    );
    const refused = run({ id: "aws-s3-x", type: "AWS::S3::Bucket", from }, io);
    await expect(refused).rejects.toMatchObject({
      diagnostics: [
        {
          message: expect.stringMatching(/^there is no AWS::S3::Bucket in /),
          help: "it holds microsoft.keyvault/vaults, microsoft.storage/storageaccounts",
        },
      ],
    });
  });

  it.each<[id: string, type: string, path: string]>([
    ["aws-rds-instance-in-multi-az", "AWS::RDS::DBInstance", "configuration.multiAZ"],
    ["aws-rds-instance-backup-retention", "AWS::RDS::DBInstance", "configuration.backupRetentionPeriod"],
    ["aws-ec2-volume-encryption", "AWS::EC2::Volume", "configuration.encrypted"],
    ["azure-storage-account-https-only", "microsoft.storage/storageaccounts", "properties.supportsHttpsTrafficOnly"],
    ["aws-ec2-volume-odd", "AWS::EC2::Volume", "configuration.encrypted"],
  ])("asks by default about the field that the id %s speaks of, and says so", async (id, type, path) => {
    const io = world();
    await run({ id, type }, io);
    expect(readFileSync(join(io.cwd, `${id}.yaml`), "utf8")).toContain(`expect: { path: "${path}"`);
    expect(io.said.join("")).toContain(`it asks about ${path}; --path names another field\n`);
    expect(await mistakesOf(join(io.cwd, `${id}.yaml`))).toEqual([]);
  });

  it("asks by default about a switch that the resource at hand has", async () => {
    const io = world();
    const item = volume({ multiAttachEnabled: false });
    writeFileSync(join(io.cwd, "volume.json"), JSON.stringify(item));
    await run({ id: "aws-ec2-volume-odd", from: join(io.cwd, "volume.json") }, io);
    expect(io.said.join("")).toContain("it asks about configuration.multiAttachEnabled;");
  });

  it.each<[string, Parameters<typeof run>[0], string]>([
    ["an id of another provider", { id: "azure-s3-x", type: "AWS::S3::Bucket" }, "which is of aws"],
    ["an id that is none", { id: "Bad Id", type: "AWS::S3::Bucket" }, "is not a rule id"],
    ["no type", { id: "aws-s3-x" }, "no resource type"],
    ["a type nobody knows", { id: "aws-s3-x", type: "AWS::S3::Buket" }, "no field list"],
    [
      "a field nobody knows",
      { id: "aws-s3-x", type: "AWS::EC2::Volume", path: "configuration.encryted" },
      "has no field",
    ],
  ])("refuses %s and says how to mend it", async (_, args, message) => {
    const refused = run(args, world());
    await expect(refused).rejects.toThrow(DiagnosticError);
    await expect(refused).rejects.toThrow(message);
  });

  it("never writes over a file", async () => {
    const io = world();
    await run({ id: "aws-ec2-volume-new", type: "AWS::EC2::Volume" }, io);
    await expect(run({ id: "aws-ec2-volume-new", type: "AWS::EC2::Volume" }, io)).rejects.toThrow("is there already");
  });

  it("says in words that what it is to write below is no folder", async () => {
    const io = world();
    await run({ id: "aws-ec2-volume-new", type: "AWS::EC2::Volume" }, io);
    const within = { id: "aws-ec2-volume-new", type: "AWS::EC2::Volume", folder: "aws-ec2-volume-new.yaml" };
    await expect(run(within, io)).rejects.toThrow(DiagnosticError);
    await expect(run(within, io)).rejects.toThrow("part of its path is not a folder");
  });
});
