import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { loadLibrary } from "../../src/rules/load-library.ts";

const BASE = fileURLToPath(new URL("../../fixtures/rules-base", import.meta.url));
const OWN = mkdtempSync(join(tmpdir(), "frameworks-"));
afterAll(() => rmSync(OWN, { recursive: true }));

describe("frameworks", () => {
  it("are in the library with the labels of their controls, in the framework's order", async () => {
    const { library } = await loadLibrary(BASE);
    expect(library.frameworks).toMatchObject([
      { id: "cis-aws-7.0", provider: "aws", controls: [{ id: "6.3", level: 1 }, { id: "6.4" }] },
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
