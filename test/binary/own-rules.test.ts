import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { demarc } from "./demarc.ts";

const ID = "aws-s3-bucket-owned";
const folder = mkdtempSync(join(tmpdir(), "demarc-own-rules-"));
const rules = join(folder, "rules");
const estate = join(import.meta.dirname, "../../fixtures/estate/aws");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function savedRun(name: string, ...asked: string[]): string {
  const file = join(folder, name);
  demarc(["scan", estate, "--as-of", "2026-11-20T12:00:00Z", "--save", file, ...asked]);
  return file;
}

it("says of two runs that people's own rules are not what they were", () => {
  demarc(["new", "rule", ID, "--type", "AWS::S3::Bucket", "--path", "tags.team", "--folder", rules]);
  const asked = ["--rules", rules, "--rule", ID];
  const before = savedRun("before.ndjson", ...asked);
  const rule = join(rules, "aws/s3/bucket-owned.yaml");
  writeFileSync(rule, readFileSync(rule, "utf8").replace("severity: medium", "severity: low"));
  const after = savedRun("after.ndjson", ...asked);
  const changed = demarc(["diff", before, after]);
  expect(changed.stdout).toContain("GATE CHANGED: own_rules");
  expect(changed.exit).toBe(1);
  expect(demarc(["diff", before, before]).stdout).not.toContain("own_rules");
});

it("says nothing of them where only the shipped rules are asked", () => {
  const saved = readFileSync(savedRun("shipped.ndjson", "--rule", "aws-s3-bucket-tls-only"), "utf8");
  expect(saved.slice(0, saved.indexOf("\n"))).not.toContain("own_rules");
});

it("checks every YAML file of a folder, whatever its ending looks like, and counts them", () => {
  const checked = join(folder, "checked");
  mkdirSync(checked);
  const rule = (id: string): string => `id: ${id}\nexpect: { path: configuration.encryptd, equals: true }\n`;
  writeFileSync(join(checked, "ONE.YAML"), rule("aws-ec2-volume-one"));
  writeFileSync(join(checked, "two.Yml"), rule("aws-ec2-volume-two"));
  writeFileSync(join(checked, "three.yaml"), Buffer.from(`\ufeff${rule("aws-ec2-volume-three")}`, "utf16le"));
  const { exit, stdout, stderr } = demarc(["check", checked]);
  expect(exit).toBe(2);
  expect(stdout).toMatch(/^3 files: \d+ mistakes\n$/);
  for (const name of ["ONE.YAML:1:1", "two.Yml:1:1", "three.yaml: cannot be read: it is not UTF-8 text"])
    expect(stderr).toContain(join(checked, name));
  expect(stderr).toContain("help: save it as UTF-8");
});

it("takes another day's estate for no change of the gate", () => {
  const asked = ["--rule", "aws-ec2-volume-encrypted"];
  const day = (name: string, encrypted: boolean): string => {
    const volume = { volumeId: "vol-1", state: "in-use", encrypted };
    const item = {
      resourceType: "AWS::EC2::Volume",
      awsAccountId: "111122223333",
      awsRegion: "eu-west-1",
      resourceId: "vol-1",
      configurationItemStatus: "OK",
      configurationItemCaptureTime: "2026-11-20T00:00:00Z",
      configuration: volume,
    };
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(item));
    const saved = join(folder, `${name}.ndjson`);
    demarc(["scan", join(folder, `${name}.json`), "--as-of", "2026-11-20T12:00:00Z", "--save", saved, ...asked]);
    return saved;
  };
  const mended = demarc(["diff", day("monday", false), day("tuesday", true)]);
  expect(mended.stdout).toContain("OK not worse; 1 fixed (exit 0)");
  expect(mended.exit).toBe(0);
});

it("judges examples without what is never kept, as scans do", () => {
  const mine = join(folder, "staged");
  mkdirSync(mine);
  const at = "configuration.environment.variables.STAGE";
  const staged = (value: string): string =>
    `resource: { configuration: { environment: { variables: { STAGE: ${value} } } } } }`;
  writeFileSync(
    join(mine, "staged.yaml"),
    [
      "id: aws-lambda-function-staged",
      "title: Function runs in production",
      "failure_title: Function runs elsewhere",
      "status: stable",
      "severity: low",
      "layer: service-config",
      "responsibility: customer",
      "resource: AWS::Lambda::Function",
      "question: Is it in production?",
      `expect: { path: ${at}, equals: production }`,
      `unlisted_paths: { ${at}: "the word of our own deployments" }`,
      "why: Nobody looks after the others.",
      "fix: { effort: low, summary: Say production. }",
      "references: [https://docs.aws.amazon.com/lambda/]",
      "examples:",
      `  - { name: in production, outcome: pass, ${staged("production")}`,
      `  - { name: elsewhere, outcome: fail, at: ${at}, ${staged("test")}`,
      "",
    ].join("\n"),
  );
  const { exit, stderr } = demarc(["rules", "test", mine]);
  expect(stderr).toContain('"in production" comes out as unknown, not pass');
  expect(stderr).toContain('"elsewhere" comes out as unknown, not fail');
  expect(exit).toBe(2);
});

it("tells a test of nothing from a test that passes", () => {
  const none = demarc([
    "rules",
    "test",
    "--rule",
    "aws-s3-bucket-policy-not-public",
    "--rule",
    "aws-s3-bucket-policy-not-publik",
  ]);
  expect(none).toMatchObject({ exit: 2, stdout: "" });
  expect(none.stderr).toContain('no rule "aws-s3-bucket-policy-not-publik" for --rule');
  expect(none.stderr).toContain('did you mean "aws-s3-bucket-policy-not-public"?');
  const json = demarc(["rules", "test", "package.json"]);
  expect(json.exit).toBe(2);
  expect(json.stderr).toContain("no rule was found");
});
