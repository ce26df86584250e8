import { basename, dirname, join, resolve } from "node:path";
import { readAttestations } from "../../assess/attestations/read-attestations.ts";
import { readExemptions } from "../../assess/exemptions/read.ts";
import { readNotes } from "../../assess/notes/read.ts";
import { readOwners } from "../../assess/owners/read-owners.ts";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Library } from "../../model/library.ts";
import { applyOverrides } from "./apply-overrides.ts";
import { readConfig } from "../given/config-file.ts";
import { readTextFile } from "../../rules/read-text-file.ts";
import { presentIds } from "../given/gate.ts";
import { longestExemptionIn, longestExemptionOf } from "../given/longest-exemption.ts";
import { attestationFacts } from "../given/open-attestations.ts";
import type { Io } from "../io.ts";

type Check = (text: string, file: string, library: Library, io: Io) => Promise<readonly Diagnostic[]>;

/**
 * The kinds of files that people write beside rules, by name (`team.exemptions.yaml` also holds exemptions) and, under any
 * other name, by a key that no rule has.
 */
const KINDS: readonly (readonly [name: RegExp, keys: RegExp | null, check: Check])[] = [
  [/(?:^|[.-])exemptions\.ya?ml$/i, /^(?:exemptions|accepted_blind_spots):\s*(?:#.*)?$/m, checkExemptions],
  [/(?:^|[.-])owners\.ya?ml$/i, /^(?:parties|units|assign):/m, checkOwners],
  [/(?:^|[.-])attestations\.ya?ml$/i, null, checkAttestations],
  [/(?:^|[.-])notes\.ya?ml$/i, null, checkNotes],
  [/^demarc\.(?:ya?ml|json)$/i, /^(?:fail_on|expected|sources|rule_overrides|responsibility_overrides):/m, checkConfig],
];

/** The check for a file whose name says that it is not a rule; undefined for every other name. */
export function checkerOf(file: string): Check | undefined {
  return KINDS.find(([name]) => name.test(basename(file)))?.[2];
}

/** The check for a file whose name says nothing, by its keys; undefined if it has none of those keys. */
export function checkerByKeys(text: string): Check | undefined {
  return KINDS.find(([, keys]) => keys?.test(text))?.[2];
}

async function checkOwners(text: string, file: string, library: Library): Promise<readonly Diagnostic[]> {
  return readOwners(text, file, library).diagnostics;
}

async function checkNotes(text: string, file: string, library: Library): Promise<readonly Diagnostic[]> {
  return readNotes(text, file, presentIds(library)).diagnostics;
}

async function checkExemptions(text: string, file: string, library: Library, io: Io): Promise<readonly Diagnostic[]> {
  const longest = await longestExemptionIn(dirname(resolve(io.cwd, file)));
  const context = { rules: presentIds(library), providers: Object.keys(library.providers), asOf: io.now(), longest };
  return readExemptions(text, file, context).diagnostics;
}

/** Compares parties with the `owners.yaml` beside the file. If that is broken, checking it reports so. */
async function checkAttestations(text: string, file: string, library: Library, io: Io): Promise<readonly Diagnostic[]> {
  const beside = join(dirname(file), "owners.yaml");
  const written = await readTextFile(resolve(io.cwd, beside)).catch(() => null);
  const { owners } = written === null ? { owners: null } : readOwners(written, beside, library);
  return readAttestations(text, file, attestationFacts(library, owners?.parties ?? [])).diagnostics;
}

async function checkConfig(_: string, file: string, library: Library, io: Io): Promise<readonly Diagnostic[]> {
  try {
    const config = await readConfig(file, false, io);
    applyOverrides(library, config.overrides, [], { asOf: io.now(), longest: longestExemptionOf(config) });
    return [];
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostics;
    throw error;
  }
}
