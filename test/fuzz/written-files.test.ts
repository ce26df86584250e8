import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { applyAttestations } from "../../src/assess/attestations/apply-attestations.ts";
import { readAttestations } from "../../src/assess/attestations/read-attestations.ts";
import { applyExemptions } from "../../src/assess/exemptions/apply.ts";
import { readExemptions } from "../../src/assess/exemptions/read.ts";
import { readNotes } from "../../src/assess/notes/read.ts";
import { createOwnerFinder } from "../../src/assess/owners/find-owner.ts";
import { readOwners } from "../../src/assess/owners/read-owners.ts";
import type { Owners } from "../../src/assess/owners/read-owners.ts";
import { createServiceOf } from "../../src/assess/service-of.ts";
import { readAccountFile } from "../../src/commands/sources/account-file.ts";
import { applyOverrides } from "../../src/commands/library/apply-overrides.ts";
import { readConfig } from "../../src/commands/given/config-file.ts";
import { presentIds } from "../../src/commands/given/gate.ts";
import { attestationFacts } from "../../src/commands/given/open-attestations.ts";
import { DiagnosticError } from "../../src/diagnostics/diagnostic.ts";
import { formatDiagnostic } from "../../src/diagnostics/format.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { SAMPLE } from "../report/sample-run.ts";
import { FUZZ_TIME, fuzzRuns } from "./fuzz-runs.ts";
import { changedText } from "./mutate-text.ts";
import { changedTree } from "./mutate-tree.ts";
import { library } from "../shipped.ts";

/** Every file that people write beside rules, changed: what is wrong is said at its place, and nothing else happens. */

const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "demarc-fuzz-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ids = presentIds(library);
const TAGS = { team: "bookings", Team: "nobody", owner: "__proto__" };
const WHEN = { asOf: "2026-11-20T12:00:00Z", longest: 365 };
const fixture = (name: string): string => readFileSync(join(root, "fixtures/estate", name), "utf8");

const CONFIG = `
sources: [aws, export]
rules: mine
fail_on: high
max_unknown: 3
include: [unknown, pass]
format: [text, "sarif=out/{account}.sarif"]
exemptions: exemptions.yaml
longest_exemption: 90d
expected: [{ provider: aws, accounts: ["111122223333"], regions: [eu-west-1] }]
declare_read: ["AWS::S3::Bucket@111122223333:eu-west-1"]
owner_fail_on: shop=high
rule_overrides:
  - { rule: ${library.rules[0]!.id}, severity: low, reason: known }
responsibility_overrides:
  - { resource: AWS::S3::Bucket, layer: data, party: provider, reason: r, approved_by: a, until: "2027-01-31" }
`;
const NOTES = `
notes:
  - { rule: ${library.rules[0]!.id}, text: seen on the day, author: the assessor }
  - { rule: ${library.rules[1]!.id}, fingerprint: f001, severity: { to: high, reason: in the open } }
`;

type Check = (text: string) => readonly Diagnostic[] | Promise<readonly Diagnostic[]>;

/** What a function that throws its mistakes has to say. */
async function thrown(act: () => Promise<unknown>): Promise<readonly Diagnostic[]> {
  try {
    await act();
    return [];
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostics;
    throw error;
  }
}

const hasErrors = (all: readonly Diagnostic[]): boolean => all.some(({ severity }) => severity === "error");

const ANSWERS = {
  serviceOf: createServiceOf(library.providers),
  day: WHEN.asOf.slice(0, 10),
  presentId: String,
  renewOf: () => 365,
};

/** Of all that somebody may own, each has one owner. */
function askOwners(owners: Owners): void {
  const { find, warnings } = createOwnerFinder(owners, library);
  for (const { resource } of SAMPLE.evaluations)
    for (const rule of library.rules.slice(0, 5)) expect(find({ ...resource, tags: TAGS }).of(rule).id).not.toBe("");
  warnings();
}

const FILES: readonly (readonly [name: string, text: string, check: Check])[] = [
  [
    "exemptions",
    fixture("exemptions.yaml"),
    (text) => {
      const { grants, diagnostics } = readExemptions(text, "f", {
        rules: ids,
        providers: Object.keys(library.providers),
        ...WHEN,
      });
      applyExemptions(SAMPLE, grants, { strict: true, foldsCase: () => true });
      return diagnostics;
    },
  ],
  [
    "owners",
    fixture("owners.yaml"),
    (text) => {
      const { owners, diagnostics } = readOwners(text, "f", library);
      if (owners !== null && !hasErrors(diagnostics)) askOwners(owners);
      return diagnostics;
    },
  ],
  [
    "attestations",
    fixture("attestations.yaml"),
    (text) => {
      const { attestations, diagnostics } = readAttestations(text, "f", attestationFacts(library, []));
      if (!hasErrors(diagnostics)) applyAttestations(SAMPLE, attestations, ANSWERS);
      return diagnostics;
    },
  ],
  ["notes", NOTES, (text) => readNotes(text, "f", ids).diagnostics],
  [
    "demarc.yaml",
    CONFIG,
    (text) => {
      writeFileSync(join(folder, "demarc.yaml"), text);
      return thrown(async () => {
        const { overrides } = await readConfig("demarc.yaml", false, { cwd: folder });
        applyOverrides(library, overrides, [], WHEN);
      });
    },
  ],
  [
    "account file",
    "# ours\n111122223333 # hub\n444455556666\n",
    (text) => {
      writeFileSync(join(folder, "accounts.txt"), text);
      return thrown(() => readAccountFile("accounts.txt", folder));
    },
  ],
];

async function say(changed: string, check: Check): Promise<void> {
  for (const one of await check(changed)) expect(formatDiagnostic(one, changed)).toMatch(/\[[a-z-]+\]/);
}

// The list of accounts has no tree.
it.each(FILES.filter(([name]) => name !== "account file"))(
  "%s, changed in its tree",
  async (_, text, check) => {
    const tree = parse(text) as unknown;
    await fc.assert(
      fc.asyncProperty(changedTree([tree]), (changed) => say(stringify(changed), check)),
      fuzzRuns(80),
    );
  },
  FUZZ_TIME,
);

it.each(FILES)(
  "%s, changed in its text",
  async (_, text, check) => {
    await fc.assert(
      fc.asyncProperty(changedText([text]), (changed) => say(changed.toString("utf8"), check)),
      fuzzRuns(80),
    );
  },
  FUZZ_TIME,
);
