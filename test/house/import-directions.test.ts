import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const ROOMS = [
  "model",
  "diagnostics",
  "source",
  "responsibility",
  "evaluate",
  "rules",
  "inventory",
  "collect",
  "assess",
  "report",
  "commands",
  "cli",
  "api",
];
const BASE = ["model", "diagnostics"];
const MAY_IMPORT: Record<string, string[]> = {
  model: [],
  diagnostics: ["model"],
  source: BASE,
  responsibility: BASE,
  evaluate: [...BASE, "responsibility"],
  rules: [...BASE, "source", "evaluate"],
  inventory: BASE,
  collect: [...BASE, "inventory"],
  assess: [...BASE, "source"],
  report: BASE,
  commands: [...BASE, "source", "responsibility", "evaluate", "rules", "inventory", "collect", "assess", "report"],
  cli: [...BASE, "commands", "report"],
  api: [...BASE, "inventory", "assess", "report", "commands"],
};

/** What else a line of code may not do, and in which rooms it may. */
const PLACES: { code: string; rooms: string[] }[] = [
  { code: 'import "node:fs";', rooms: ["diagnostics", "rules", "inventory", "collect", "commands", "cli"] },
  { code: 'import "node:process";', rooms: ["cli"] },
  { code: 'import "chalk";', rooms: ["cli"] },
  { code: 'import "@aws-sdk/client-s3";', rooms: ["collect"] },
  { code: "export const env = process.env;", rooms: ["cli"] },
  { code: "export const now = Date.now();", rooms: ["commands", "cli"] },
  { code: 'export const order = "a".localeCompare("b");', rooms: [] },
];

interface Probe {
  file: string;
  code: string;
  allowed: boolean;
}

const probes: Probe[] = [];
for (const room of ROOMS) {
  for (const other of ROOMS.filter((name) => name !== room)) {
    const allowed = MAY_IMPORT[room]!.includes(other);
    const forms = [
      ["static", `export { x } from "../${other}/x.ts";`],
      ["type", `export type { x } from "../${other}/x.ts";`],
      ["dynamic", `export const x = import("../${other}/x.ts");`],
    ] as const;
    for (const [form, code] of forms) probes.push({ file: `src/${room}/${form}-${other}.ts`, code, allowed });
    probes.push({ file: `src/${room}/deep/${other}.ts`, code: `export * from "../../${other}/x.ts";`, allowed });
  }
  PLACES.forEach(({ code, rooms }, index) =>
    probes.push({ file: `src/${room}/place-${index}.ts`, code, allowed: rooms.includes(room) }),
  );
}

describe("import directions", () => {
  const repository = join(import.meta.dirname, "../..");
  let folder: string;
  let reported: Set<string>;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "demarc-directions-"));
    cpSync(join(repository, ".oxlintrc.json"), join(folder, ".oxlintrc.json"));
    for (const { file, code } of probes) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), `${code}\n`);
    }
    reported = filesWithRestrictions(join(repository, "node_modules/oxlint/bin/oxlint"), folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(ROOMS)("%s imports only what lies below it", (room) => {
    const ours = probes.filter(({ file }) => file.startsWith(`src/${room}/`));
    const expected = ours.filter(({ allowed }) => !allowed).map(({ file }) => file);
    expect(ours.map(({ file }) => file).filter((file) => reported.has(file))).toEqual(expected);
  });
});

function filesWithRestrictions(oxlint: string, folder: string): Set<string> {
  let output: string;
  try {
    output = execFileSync(process.execPath, [oxlint, "--format=json", "."], { cwd: folder, encoding: "utf8" });
  } catch (error) {
    output = (error as { stdout: string }).stdout;
  }
  const { diagnostics } = JSON.parse(output) as { diagnostics: { code: string; filename: string; help?: string }[] };
  const restrictions = diagnostics.filter(({ code }) => code.startsWith("eslint(no-restricted-"));
  return new Set(restrictions.map(({ filename }) => filename.replaceAll("\\", "/")));
}
