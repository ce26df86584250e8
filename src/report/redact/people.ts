import type { RunAttestation } from "../../model/attestation.ts";
import type { CarriedExemption, RunExemption } from "../../model/exemption.ts";
import type { Note } from "../../model/note.ts";
import type { OwnerParty } from "../../model/owner.ts";
import { kept } from "./kept.ts";
import type { Words } from "./words.ts";

/** Stands for what people wrote: nobody can say what sentences of theirs give away. */
const WITHHELD = "withheld";

export function redactCarried(one: CarriedExemption, words: Words): CarriedExemption {
  return {
    ...kept(one, "kind", "until", "facts_changed"),
    id: words.text(one.id),
    reason: WITHHELD,
    approved_by: words.nameOf("person", one.approved_by),
  };
}

export function redactExemption(one: RunExemption, words: Words): RunExemption {
  const match = Object.entries(one.match).map(([key, value]) => [key, words.text(value)] as const);
  return {
    ...kept(one, "kind", "rule", "until", "state", "matched", "facts_changed", "unused", "over_broad"),
    id: words.text(one.id),
    match: Object.fromEntries(match),
    reason: WITHHELD,
    approved_by: words.nameOf("person", one.approved_by),
  };
}

export function redactNote(one: Note, words: Words): Note {
  const { finding, by, rating } = one;
  return {
    ...kept(one, "rule"),
    note: WITHHELD,
    ...(finding !== undefined && { finding: words.rekeyed(finding) }),
    ...(by !== undefined && { by: words.nameOf("person", by) }),
    ...(rating && { rating: { ...kept(rating, "severity"), reason: WITHHELD } }),
  };
}

/** Without where to reach it. */
export function redactParty(party: OwnerParty, words: Words): OwnerParty {
  const { units } = party;
  return {
    ...kept(party, "kind", "role", "provider"),
    id: words.owner(party.id),
    ...(units && { units: units.map(words.unit) }),
  };
}

export function redactAttestation(one: RunAttestation, words: Words): RunAttestation {
  const { scope, evidence, issuer, bridge } = one;
  const parties = words.parties;
  const person = (name: string): string => (parties.has(name) ? words.owner(name) : words.nameOf("person", name));
  return {
    ...kept(one, "artifact", "period", "expires", "state", "reviewed"),
    id: words.text(one.id),
    party: words.owner(one.party),
    issuer: issuer === null ? null : words.nameOf("issuer", issuer),
    scope: {
      ...kept(scope, "regions", "layers", "rules"),
      ...(scope.services && { services: scope.services.map(words.text) }),
      ...(scope.accounts && { accounts: scope.accounts.map(words.account) }),
    },
    bridge: bridge && { ...kept(bridge, "until"), ref: WITHHELD },
    qualified: one.qualified.map((layer) => ({
      ...kept(layer, "layer", "until"),
      text: WITHHELD,
      accepted_by: layer.accepted_by === null ? null : person(layer.accepted_by),
    })),
    evidence: {
      sha256: null,
      location: null,
      reviewed_by: evidence.reviewed_by === null ? null : person(evidence.reviewed_by),
      reviewed_on: evidence.reviewed_on,
    },
    customer_duties: one.customer_duties.map((duty) => ({
      ...kept(duty, "state"),
      id: words.text(duty.id),
      about: WITHHELD,
      satisfied_by: duty.satisfied_by.map(words.text),
      because: words.text(duty.because),
    })),
  };
}
