import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { loadLibrary } from "../../src/rules/load-library.ts";

const BASE = fileURLToPath(new URL("../../fixtures/rules-base", import.meta.url));
const OWN = mkdtempSync(join(tmpdir(), "frameworks-"));
const REASONS = mkdtempSync(join(tmpdir(), "coverage-"));
afterAll(() => {
  for (const folder of [OWN, REASONS]) rmSync(folder, { recursive: true });
});

describe("frameworks", () => {
  it("are in the library with the labels of their controls, in the framework's order", async () => {
    const { library } = await loadLibrary(BASE);
    expect(library.frameworks).toMatchObject([
      { id: "cis-aws-7.0", provider: "aws", controls: [{ id: "6.3", level: 1 }, { id: "6.4" }] },
    ]);
  });

  it("say of a control why no rule answers it, where that is written", async () => {
    mkdirSync(join(REASONS, "frameworks"));
    mkdirSync(join(REASONS, "coverage"));
    const head = 'id: b-house-1\ntitle: House\nversion: "1"\npublisher: Ourselves\n';
    const controls = "controls: [{ id: H1, label: Owned }, { id: H2, label: Tidy }]\n";
    writeFileSync(join(REASONS, "frameworks", "house.yaml"), head + controls);
    writeFileSync(
      join(REASONS, "coverage", "house.yaml"),
      "framework: b-house-1\nnot_checked: [{ controls: [H2], because: choice, reason: taste }]\n",
    );
    const { library } = await loadLibrary([BASE, REASONS]);
    const house = library.frameworks.find(({ id }) => id === "b-house-1");
    expect(house?.controls).toEqual([
      { id: "H1", label: "Owned" },
      { id: "H2", label: "Tidy", not_checked: { because: "choice", reason: "taste" } },
    ]);
  });

  it("of people's own stand beside those of the base, and rules of theirs may name both", async () => {
    const { library: base } = await loadLibrary(BASE);
    mkdirSync(join(OWN, "frameworks"));
    writeFileSync(
      join(OWN, "frameworks", "house.yaml"),
      'id: a-house-1\ntitle: Our house\nversion: "1"\npublisher: Ourselves\ncontrols: [{ id: H1, label: Owned }]\n',
    );
    writeFileSync(
      join(OWN, "owned.yaml"),
      `id: aws-ec2-volume-owned
title: Volume has an owner
failure_title: Volume has no owner
status: stable
severity: low
layer: data
responsibility: customer
resource: AWS::EC2::Volume
question: Does a tag say whose volume this is?
expect: { path: tags.owner, is: set }
why: Nobody mends what nobody owns.
controls: { a-house-1: [H1], cis-aws-7.0: ["6.3"] }
`,
    );
    const { library, diagnostics } = await loadLibrary(OWN, { base });
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(library.frameworks.map(({ id }) => id)).toEqual(["a-house-1", "cis-aws-7.0"]);
  });
});
