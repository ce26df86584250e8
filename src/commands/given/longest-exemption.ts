import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { LONGEST_EXEMPTION_DAYS } from "../arguments/defaults.ts";
import { type ConfigFile, readConfig } from "./config-file.ts";
import { findConfig } from "./find-config.ts";

/** The days that an exemption may last, by the `demarc.yaml` that a scan started in the file's folder would find. */
export async function longestExemptionIn(folder: string): Promise<number> {
  const file = await findConfig(folder);
  if (file === undefined) return LONGEST_EXEMPTION_DAYS;
  try {
    return longestExemptionOf(await readConfig(file, false, { cwd: folder }));
  } catch (error) {
    // Its mistakes are reported when the file itself is checked or used.
    if (error instanceof DiagnosticError) return LONGEST_EXEMPTION_DAYS;
    throw error;
  }
}

export function longestExemptionOf({ settings }: Pick<ConfigFile, "settings">): number {
  const own = settings.find(({ key }) => key === "longest_exemption")?.values[0];
  return own === undefined ? LONGEST_EXEMPTION_DAYS : Number.parseInt(String(own), 10);
}
