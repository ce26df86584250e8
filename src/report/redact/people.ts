import type { RunAttestation } from "../../model/attestation.ts";
import type { CarriedExemption, RunExemption } from "../../model/exemption.ts";
import type { Note } from "../../model/note.ts";
import type { OwnerParty } from "../../model/owner.ts";
import type { Words } from "./words.ts";

/** Stands for what people wrote: nobody can say what sentences of theirs give away. */
const WITHHELD = "withheld";

export function redactCarried(one: CarriedExemption, words: Words): CarriedExemption {
  return { ...one, id: words.text(one.id), reason: WITHHELD, approved_by: words.nameOf("person", one.approved_by) };
}

export function redactExemption(one: RunExemption, words: Words): RunExemption {
  const match = Object.entries(one.match).map(([key, value]) => [key, words.text(value)] as const);
  return {
    ...one,
    id: words.text(one.id),
    match: Object.fromEntries(match),
    reason: WITHHELD,
    approved_by: words.nameOf("person", one.approved_by),
  };
}

export function redactNote(one: Note, words: Words): Note {
  const { finding, by, rating } = one;
  return {
    ...one,
    note: WITHHELD,
    ...(finding !== undefined && { finding: words.rekeyed(finding) }),
    ...(by !== undefined && { by: words.nameOf("person", by) }),
    ...(rating && { rating: { ...rating, reason: WITHHELD } }),
  };
}

/** Without where to reach it. */
export function redactParty({ contact: _contact, units, ...party }: OwnerParty, words: Words): OwnerParty {
  return { ...party, id: words.owner(party.id), ...(units && { units: units.map(words.unit) }) };
}

export function redactAttestation(one: RunAttestation, words: Words): RunAttestation {
  const { scope, evidence, issuer, bridge } = one;
  const parties = words.parties;
  const person = (name: string): string => (parties.has(name) ? words.owner(name) : words.nameOf("person", name));
  return {
    ...one,
    id: words.text(one.id),
    party: words.owner(one.party),
    issuer: issuer === null ? null : words.nameOf("issuer", issuer),
    scope: { ...scope, ...(scope.accounts && { accounts: scope.accounts.map(words.account) }) },
    bridge: bridge && { ...bridge, ref: WITHHELD },
    qualified: one.qualified.map((layer) => ({
      ...layer,
      text: WITHHELD,
      accepted_by: layer.accepted_by === null ? null : person(layer.accepted_by),
    })),
    evidence: {
      sha256: null,
      location: null,
      reviewed_by: evidence.reviewed_by === null ? null : person(evidence.reviewed_by),
      reviewed_on: evidence.reviewed_on,
    },
    customer_duties: one.customer_duties.map(({ id, satisfied_by: by, because, ...duty }) => ({
      ...duty,
      id: words.text(id),
      about: WITHHELD,
      satisfied_by: by.map(words.text),
      because: words.text(because),
    })),
  };
}
