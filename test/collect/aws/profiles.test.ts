import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkProfile } from "../../../src/collect/aws/profiles.ts";

let home: string;

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "demarc-profiles-"));
  mkdirSync(join(home, ".aws"));
  writeFileSync(join(home, ".aws/config"), "[default]\nregion=eu-west-1\n[profile audit]\n[ profile two words ]\n");
  writeFileSync(join(home, ".aws/credentials"), "[ci]\naws_access_key_id=x\n");
  writeFileSync(join(home, "other"), "[profile elsewhere]\n");
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe("a profile that is asked for", () => {
  it.each([undefined, "", "default", "audit", "two words", "ci"])("%s is there", async (profile) => {
    await expect(checkProfile(profile, { HOME: home })).resolves.toBeUndefined();
  });

  it("may come from the environment, and from files it names", async () => {
    const env = { HOME: home, AWS_PROFILE: "elsewhere" };
    await expect(checkProfile(undefined, { ...env, AWS_CONFIG_FILE: join(home, "other") })).resolves.toBeUndefined();
    await expect(checkProfile(undefined, env)).rejects.toThrow('no profile "elsewhere"');
  });

  it("is said not to be there, with the one most like it", async () => {
    const refused = { diagnostics: [{ code: "aws-unknown-profile", help: 'did you mean "audit"?' }] };
    await expect(checkProfile("adit", { HOME: home })).rejects.toMatchObject(refused);
  });
});
