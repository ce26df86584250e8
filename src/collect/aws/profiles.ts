import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { suggest } from "../../diagnostics/suggest.ts";
import { diagnosticOf } from "./failure.ts";

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Checks that the profile asked for is in an AWS configuration file. Otherwise the SDK would only say that it found no
 * credentials, or would use others.
 *
 * @throws {DiagnosticError} if it is not, naming the profile and the most similar one.
 */
export async function checkProfile(profile: string | undefined, env: Env): Promise<void> {
  const wanted = profile ?? env["AWS_PROFILE"];
  if (wanted === undefined || wanted === "") return;
  const known = await knownProfiles(env);
  if (known.has(wanted)) return;
  const near = suggest(wanted, known);
  const help = near === undefined ? "`aws configure list-profiles` shows what there is" : `did you mean "${near}"?`;
  throw new DiagnosticError([
    diagnosticOf("aws-unknown-profile", `no profile "${wanted}" in the AWS configuration files`, help),
  ]);
}

async function knownProfiles(env: Env): Promise<ReadonlySet<string>> {
  const folder = join(env["HOME"] || env["USERPROFILE"] || homedir(), ".aws");
  const texts = await Promise.all(
    [
      env["AWS_CONFIG_FILE"] || join(folder, "config"),
      env["AWS_SHARED_CREDENTIALS_FILE"] || join(folder, "credentials"),
    ]
      // A missing file has no profiles.
      .map((path) => readFile(path, "utf8").catch(() => "")),
  );
  const names = texts.flatMap((text) => [...text.matchAll(/^\s*\[\s*(?:profile\s+)?["']?([^\]"']+?)["']?\s*\]/gm)]);
  return new Set(names.map(([, name]) => name!));
}
