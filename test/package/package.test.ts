import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/**
 * The package as people get it: packed, installed into an empty folder, run from anywhere, on each Node that it says it
 * runs on. Other Nodes are had as packages; where one cannot be had, that is printed, and its tests are skipped.
 */

const ROOT = join(import.meta.dirname, "../..");
const OTHER_NODES = ["22", "24"];
const MINUTES = 60_000;
const BUDGET_MB = 12;

const folder = mkdtempSync(join(tmpdir(), "demarc-package-"));
const home = join(folder, "home");
const elsewhere = join(folder, "elsewhere");
const installed = join(home, "node_modules", "demarc");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const nodes = [
  { version: process.versions.node.split(".")[0]!, path: process.execPath },
  ...OTHER_NODES.map((version) => ({ version, path: nodeAsPackage(version) })),
];

beforeAll(() => {
  mkdirSync(home);
  mkdirSync(join(elsewhere, "estate"), { recursive: true });
  npm(["pack", "--pack-destination", folder], ROOT);
  const packed = readdirSync(folder).find((name) => name.endsWith(".tgz"))!;
  writeFileSync(join(home, "package.json"), '{ "name": "home", "private": true, "type": "module" }\n');
  npm(["install", join(folder, packed)], home);
  for (const name of ["aws", "azure"]) {
    cpSync(join(ROOT, "fixtures/estate", name), join(elsewhere, "estate", name), { recursive: true });
  }
});

describe.each(nodes)("on Node $version", ({ path }) => {
  const run = (argv: string[]): { status: number | null; stdout: string; stderr: string } =>
    spawnSync(path!, [join(installed, "bin/demarc.js"), ...argv], {
      encoding: "utf8",
      cwd: elsewhere,
      env: { LANG: "C.UTF-8" },
    });

  it.skipIf(path === null)("shows the demo from a folder that is not its own", () => {
    const { status, stdout, stderr } = run(["demo"]);
    expect(stderr).toBe("");
    expect(stdout).toMatch(/^demarc \d+\.\d+\.\d+: Harbour & Finch/);
    expect(status).toBe(0);
  });

  it.skipIf(path === null)("judges an estate, loads own rules, makes a rule, and writes reports", () => {
    const reports = ["--format", "html=report.html", "--format", "xlsx=report.xlsx", "--save", "run.ndjson.gz"];
    expect(run(["scan", "estate", "--as-of", "2026-11-20T12:00:00Z", ...reports]).status).toBe(1);
    expect(readFileSync(join(elsewhere, "report.html"), "utf8")).toContain("</html>");
    expect(run(["report", "run.ndjson.gz", "--format", "sarif"]).stdout).toContain('"version": "2.1.0"');
    const own = "aws-rds-instance-scaffolded";
    rmSync(join(elsewhere, `${own}.yaml`), { force: true });
    expect(run(["new", "rule", own, "--type", "AWS::RDS::DBInstance"]).status).toBe(0);
    expect(run(["rules", "test", `${own}.yaml`])).toMatchObject({ status: 0, stderr: "" });
    expect(run(["rules", "test"])).toMatchObject({ status: 0, stderr: "" });
  });

  it.skipIf(path === null)("runs the example of the page on the functions it exports", () => {
    const page = readFileSync(join(ROOT, "docs/programmatic-api.md"), "utf8");
    const [, example] = /<!-- file: posture\.mjs -->\n```js\n([\s\S]*?)```/.exec(page)!;
    writeFileSync(join(home, "posture.mjs"), example!);
    const { status, stdout, stderr } = spawnSync(path!, [join(home, "posture.mjs")], {
      encoding: "utf8",
      cwd: elsewhere,
    });
    expect(stderr).toBe("");
    expect(stdout).toMatch(/^aws-\S+ on \S+: (customer|shared)$/m);
    expect(stdout.trimEnd().split("\n").at(-1)).toMatch(/^FAIL \d+ findings at or above high/);
    expect(status).toBe(1);
  });
});

describe("what is installed", () => {
  it(`takes less than ${BUDGET_MB} MB, all that it needs included`, () => {
    const files = readdirSync(join(home, "node_modules"), { recursive: true, withFileTypes: true });
    const sizes = files.filter((file) => file.isFile()).map((file) => statSync(join(file.parentPath, file.name)).size);
    const megabytes = sizes.reduce((sum, size) => sum + size, 0) / 1e6;
    console.info(`installed size: ${megabytes.toFixed(2)} MB of ${BUDGET_MB} MB, ${sizes.length} files`);
    expect(megabytes).toBeLessThan(BUDGET_MB);
  });
});

describe("what is exported", () => {
  it("has types that a strict program compiles with", () => {
    const program = `import { decide, evaluate, type Evaluation, loadRules, readSnapshot, render, type Run } from "demarc";
const library = await loadRules(["rules"]);
const run: Run = await evaluate({ library, snapshot: readSnapshot(["x"], { cwd: "." }), asOf: "2026-11-20T12:00:00Z" });
const failed: readonly Evaluation[] = run.evaluations.filter(({ outcome }) => outcome === "fail");
export const report: string | Uint8Array = await render(run, "sarif", { library, verdict: decide(run) });
export const count: number = failed.length;
// @ts-expect-error there is no such format
await render(run, "pdf", { library });
`;
    writeFileSync(join(home, "program.mts"), program);
    const options = ["--noEmit", "--strict", "--module", "nodenext", "--target", "es2023", "--types", ""];
    const compiler = join(ROOT, "node_modules/.bin/tsc");
    const { status, stdout } = spawnSync(compiler, [...options, "program.mts"], { encoding: "utf8", cwd: home });
    expect(stdout).toBe("");
    expect(status).toBe(0);
  });

  it("is the functions, the schemas and nothing that is internal", () => {
    const ask = (name: string): number | null =>
      spawnSync(process.execPath, ["--input-type=module", "-e", `await import(${JSON.stringify(name)})`], { cwd: home })
        .status;
    expect(ask("demarc")).toBe(0);
    expect(ask("demarc/dist/main.js")).not.toBe(0);
  });
});

/** The path of a Node of that major version; null where it cannot be had here. */
function nodeAsPackage(version: string): string | null {
  if (process.versions.node.startsWith(`${version}.`)) return process.execPath;
  const place = join(folder, `node-${version}`);
  mkdirSync(place);
  writeFileSync(join(place, "package.json"), '{ "private": true }\n');
  try {
    npm(["install", `node@${version}`], place);
    const path = join(place, "node_modules/node/bin/node");
    const said = execFileSync(path, ["--version"], { encoding: "utf8" });
    if (!said.startsWith(`v${version}.`)) throw new Error(`it says it is ${said.trim()}`);
    return path;
  } catch (error) {
    console.warn(`Node ${version} is not tested: it could not be had as a package (${String(error).split("\n")[0]})`);
    return null;
  }
}

function npm(argv: string[], cwd: string): void {
  execFileSync("npm", [...argv, "--no-audit", "--no-fund", "--silent"], {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
    timeout: 3 * MINUTES,
  });
}
