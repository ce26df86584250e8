import { DiagnosticError } from "../../../diagnostics/diagnostic.ts";
import { suggest } from "../../../diagnostics/suggest.ts";
import { own, ownText } from "../../../inventory/json-text.ts";
import type { RegionApi } from "../region-api.ts";
import type { Cause } from "../config/blind-spot.ts";
import type { Failure } from "../config/api.ts";
import { foreignAnswer } from "../config/api.ts";
import { because } from "../config/blind-spot.ts";
import { diagnosticOf } from "../failure.ts";
import { REACH_CALLS } from "../own-calls.ts";
import { actionOf } from "../service.ts";

export interface Regions {
  /** Sorted; empty if none of those asked for is enabled. */
  readonly names: readonly string[];
  /** Why there may be other regions. */
  readonly hole?: Cause;
}

/**
 * The regions of an account to read: those asked for, else all that are enabled. Nothing can exist in a region that is
 * not enabled, so leaving it out hides nothing.
 *
 * @throws {DiagnosticError} if a region was asked for that AWS does not know.
 */
export async function regionsOf(home: RegionApi, wanted: readonly string[]): Promise<Regions> {
  const states = await statesOf(home);
  if ("failure" in states) {
    if (wanted.length > 0) return { names: [...new Set(wanted)].toSorted() };
    return { names: [home.region], hole: because("which regions are enabled was not read", states.failure) };
  }
  for (const name of wanted) if (!states.has(name)) throw unknownRegion(name, states.keys());
  const names = wanted.length > 0 ? new Set(wanted) : states.keys();
  return { names: [...names].filter((name) => states.get(name) !== "not-opted-in").toSorted() };
}

/** The opt-in status of every region there is. */
async function statesOf(home: RegionApi): Promise<ReadonlyMap<string, string | undefined> | { failure: Failure }> {
  const answer = await home.ask(REACH_CALLS.regions, { AllRegions: true });
  if ("failure" in answer) return answer;
  const listed = own(answer.value, "Regions");
  const names = Array.isArray(listed) ? listed.map((one) => ownText(one, "RegionName")) : [];
  // Every account has regions, and a region left out would look as if it were empty.
  if (!Array.isArray(listed) || names.length === 0 || names.includes(undefined))
    return { failure: foreignAnswer(actionOf(REACH_CALLS.regions), "the answer does not name the regions") };
  return new Map(listed.map((one, index) => [names[index]!, ownText(one, "OptInStatus")]));
}

function unknownRegion(name: string, known: Iterable<string>): DiagnosticError {
  const near = suggest(name, known);
  const help = near === undefined ? "leave it out to read every enabled region" : `did you mean "${near}"?`;
  return new DiagnosticError([diagnosticOf("aws-unknown-region", `AWS has no region "${name}"`, help)]);
}
