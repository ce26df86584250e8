import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkerByKeys, checkerOf } from "../../../src/commands/library/check-written.ts";
import type { Io } from "../../../src/commands/io.ts";
import { LIBRARY } from "../../assess/owners/library.ts";
import { library } from "../../shipped.ts";
import type { Library } from "../../../src/model/library.ts";

const ATTESTED = `
- id: soc
  party: asw
  artifact: soc2-type2
  period: { start: 2026-01-01, end: 2026-06-30 }
`;

describe("attestations.yaml, checked by itself", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "demarc-check-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const said = async (): Promise<string[]> => {
    const found = await checkerOf("attestations.yaml")!(
      ATTESTED,
      "attestations.yaml",
      LIBRARY as Library,
      { cwd: folder } as Io,
    );
    return found.map(({ message }) => message);
  };

  it("takes any word for a party where nobody says who there is", async () => {
    expect(await said()).toEqual([]);
  });

  it("holds its parties against the owners.yaml beside it", async () => {
    writeFileSync(join(folder, "owners.yaml"), "parties:\n  - { id: audit, kind: team }\n");
    expect(await said()).toEqual(['"asw" is not a party of owners.yaml']);
  });

  it("leaves the mistakes of that file to its own check", async () => {
    writeFileSync(join(folder, "owners.yaml"), "parties: none\n");
    expect(await said()).toEqual([]);
  });
});

it("holds a demarc.yaml to the longest time that it says itself", async () => {
  const folder = mkdtempSync(join(tmpdir(), "demarc-check-"));
  const duty =
    "{ type: AWS::S3::Bucket, layer: service-config, party: provider, reason: r, approved_by: a, until: 2028-06-01 }";
  const said = async (text: string): Promise<string[]> => {
    writeFileSync(join(folder, "demarc.yaml"), `${text}responsibility_overrides: [${duty}]\n`);
    const io = { cwd: folder, now: () => "2026-11-20T00:00:00Z" } as Io;
    const found = await checkerOf("demarc.yaml")!("", "demarc.yaml", library, io);
    return found.map(({ code }) => code);
  };
  expect(await said("")).toEqual(["override-too-long"]);
  expect(await said("longest_exemption: 800d\n")).toEqual([]);
  rmSync(folder, { recursive: true });
});

describe("a file under a name of its own", () => {
  it.each([
    ["exemptions", "exemptions:\n  - kind: planned\n", "exemptions.yaml"],
    ["accepted blind spots", "# why\naccepted_blind_spots: # these\n  - scope: {}\n", "exemptions.yaml"],
    ["owners", "units:\n  shop: {}\n", "owners.yaml"],
    ["a configuration, which may name exemptions", "exemptions: exemptions.yaml\nfail_on: high\n", "demarc.yaml"],
  ])("holds %s where a key of theirs stands in it", (_, text, name) => {
    expect(checkerByKeys(text)).toBe(checkerOf(name));
  });

  it("holds a rule where none does", () => expect(checkerByKeys("id: a\nexpect: {}\n")).toBeUndefined());
});
