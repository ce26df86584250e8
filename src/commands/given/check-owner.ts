import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { suggest } from "../../diagnostics/suggest.ts";
import type { OwnerParty, Unit } from "../../model/owner.ts";
import { UNASSIGNED } from "../../model/owner.ts";
import type { DutyChoice } from "../arguments/arguments.ts";
import { misuse } from "../library/choose-rules.ts";

/** The owners in `owners.yaml`, or in a run that was made with one. */
export interface KnownOwners {
  readonly parties: readonly OwnerParty[];
  readonly units: readonly Pick<Unit, "accountable">[];
}

/**
 * Checks that every party named by the choice exists: an unknown one would look like a team without findings.
 *
 * @param help says where parties come from, if there are none.
 * @throws {DiagnosticError} listing every word that names no party, or if there are no parties.
 */
export function checkOwner(
  { owner, ownerFailOn = [] }: Pick<DutyChoice, "owner" | "ownerFailOn">,
  { parties, units }: KnownOwners,
  help: string,
): void {
  const known = [...parties.map(({ id }) => id), ...units.flatMap((unit) => unit.accountable ?? []), UNASSIGNED];
  const asked = [
    ...(owner === undefined ? [] : [["--owner", owner] as const]),
    ...ownerFailOn.map((one) => ["--owner-fail-on", one.owner] as const),
  ];
  const [first] = asked;
  if (first && parties.length === 0) throw new DiagnosticError([misuse(`${first[0]} needs owners`, help)]);
  const unknown = asked.filter(([, word]) => !known.includes(word));
  if (unknown.length === 0) return;
  throw new DiagnosticError(
    unknown.map(([option, word]) => {
      const near = suggest(word, known);
      const mend = near === undefined ? `known here: ${[...new Set(known)].join(", ")}` : `did you mean "${near}"?`;
      return misuse(`no party "${word}" for ${option}`, mend);
    }),
  );
}
