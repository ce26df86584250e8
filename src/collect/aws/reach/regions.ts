import { DiagnosticError } from "../../../diagnostics/diagnostic.ts";
import { suggest } from "../../../diagnostics/suggest.ts";
import { own, ownText } from "../../../inventory/json-text.ts";
import type { RegionApi } from "../region-api.ts";
import type { Cause } from "../config/blind-spot.ts";
import { because } from "../config/blind-spot.ts";
import { diagnosticOf } from "../failure.ts";
import { REACH_CALLS } from "../own-calls.ts";

export interface Regions {
  /** Sorted; empty where none of those asked for is enabled. */
  readonly names: readonly string[];
  /** Why there may be others. */
  readonly hole?: Cause;
}

/**
 * The regions to read of an account: those asked for, else all that are enabled. In one that is not enabled nothing
 * can be, so leaving it out hides nothing.
 *
 * @throws {DiagnosticError} where a region was asked for that AWS does not know.
 */
export async function regionsOf(home: RegionApi, wanted: readonly string[]): Promise<Regions> {
  const answer = await home.ask(REACH_CALLS.regions, { AllRegions: true });
  if ("failure" in answer) {
    if (wanted.length > 0) return { names: [...new Set(wanted)].toSorted() };
    return { names: [home.region], hole: because("which regions are enabled was not read", answer.failure) };
  }
  const listed = own(answer.value, "Regions");
  const states = new Map(
    (Array.isArray(listed) ? listed : []).flatMap((one): [string, string | undefined][] => {
      const name = ownText(one, "RegionName");
      return name === undefined ? [] : [[name, ownText(one, "OptInStatus")]];
    }),
  );
  for (const name of wanted) if (!states.has(name)) throw unknownRegion(name, states.keys());
  const names = wanted.length > 0 ? new Set(wanted) : states.keys();
  return { names: [...names].filter((name) => states.get(name) !== "not-opted-in").toSorted() };
}

function unknownRegion(name: string, known: Iterable<string>): DiagnosticError {
  const near = suggest(name, known);
  const help = near === undefined ? "leave it out to read every enabled region" : `did you mean "${near}"?`;
  return new DiagnosticError([diagnosticOf("aws-unknown-region", `AWS has no region "${name}"`, help)]);
}
