import type { AttestationState } from "../model/attestation.ts";
import type { Evaluation, Run } from "../model/run.ts";

/** What moved between two runs beside the findings: whose it is, what can be known, what stands behind it. */
export interface DutyChanges {
  /** The provider's now, and the customer's then. */
  readonly newly_inherited: readonly Evaluation[];
  /** Could be said then, and cannot be now. */
  readonly newly_unknown: readonly Evaluation[];
  readonly owners_changed: readonly OwnerChange[];
  /** Whose state is another one, or which are only in one of the runs. */
  readonly attestations_changed: readonly AttestationChange[];
}

export interface OwnerChange {
  readonly evaluation: Evaluation;
  readonly from: string;
  readonly to: string;
}

export interface AttestationChange {
  readonly id: string;
  /** Null: it was not there. */
  readonly from: AttestationState | null;
  /** Null: it is gone. */
  readonly to: AttestationState | null;
  readonly expires: string;
}

/**
 * Both runs keep fails, unknown, inherited and manual pairs one by one. An unknown pair that the earlier run does not
 * hold was a pass then, or did not apply, or is of a new resource: it is newly unknown in each case. `presentId` gives the
 * present id of a rule that has been renamed since.
 */
export function dutyChanges(before: Run, after: Run, presentId: (ruleId: string) => string): DutyChanges {
  const askedThen = new Set(Object.keys(before.summary.by_rule).map(presentId));
  const then = new Map(before.evaluations.map((one) => [one.fingerprint, one]));
  const held = after.evaluations.flatMap((one) => {
    const old = then.get(one.fingerprint);
    return old ? [{ one, old }] : [];
  });
  return {
    newly_inherited: held
      .filter(({ one, old }) => one.outcome === "inherited" && old.outcome !== "inherited")
      .map(({ one }) => one),
    newly_unknown: after.evaluations.filter(
      ({ outcome, fingerprint, rule_id: id }) =>
        outcome === "unknown" && then.get(fingerprint)?.outcome !== "unknown" && askedThen.has(id),
    ),
    owners_changed: held
      .filter(({ one, old }) => one.owner.id !== old.owner.id)
      .map(({ one, old }) => ({ evaluation: one, from: old.owner.id, to: one.owner.id })),
    attestations_changed: attestationChanges(before, after),
  };
}

function attestationChanges(before: Run, after: Run): AttestationChange[] {
  const then = new Map(before.attestations.map((one) => [one.id, one]));
  const now = new Map(after.attestations.map((one) => [one.id, one]));
  return [...new Set([...then.keys(), ...now.keys()])].toSorted().flatMap((id) => {
    const from = then.get(id)?.state ?? null;
    const to = now.get(id)?.state ?? null;
    const { expires } = (now.get(id) ?? then.get(id))!;
    return from === to ? [] : [{ id, from, to, expires }];
  });
}
