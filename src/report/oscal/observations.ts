import type { Evaluation, Run } from "../../model/run.ts";
import { factsSentence, resourceLabel } from "../listed.ts";
import { evidenceSentence } from "../text/words.ts";
import { NAMESPACE, prose } from "./document.ts";
import { uuidOf } from "./uuid.ts";

export function observationUuid({ fingerprint }: Evaluation): string {
  return uuidOf("observation", fingerprint);
}

/** What was seen of one resource by one rule. */
export function observationOf(one: Evaluation, run: Run): object {
  const { rule_id, outcome, reason, responsibility, owner, evidence, fingerprint } = one;
  const props = {
    outcome,
    reason,
    rule: rule_id,
    fingerprint,
    owner: owner.id,
    "owner-because": owner.because,
    ...(owner.unit === null ? {} : { "owner-unit": owner.unit }),
    party: responsibility.party ?? "none",
  };
  return {
    uuid: observationUuid(one),
    title: prose(`${rule_id}: ${resourceLabel(one)}`),
    description: prose(factsSentence(one)),
    props: Object.entries(props).map(([name, value]) => ({ name, ns: NAMESPACE, value: prose(value) })),
    methods: [outcome === "manual" ? "EXAMINE" : "TEST"],
    subjects: [{ "subject-uuid": itemUuid(one), type: "inventory-item" }],
    ...(evidence.length > 0 && {
      "relevant-evidence": evidence.map((fact) => ({ description: prose(evidenceSentence(fact)) })),
    }),
    collected: evidence.find(({ at }) => at !== undefined)?.at ?? run.as_of,
  };
}

/** The resources that observations are of, each once. */
export function inventoryOf(evaluations: readonly Evaluation[]): object[] {
  const items = new Map(evaluations.map((one) => [itemUuid(one), one]));
  return [...items].map(([uuid, one]) => {
    const { provider, account, region, type, name } = one.resource;
    return {
      uuid,
      description: prose(resourceLabel(one)),
      props: Object.entries({ provider, account, region, type, name }).map(([key, value]) => ({
        name: key,
        ns: NAMESPACE,
        value: prose(value),
      })),
    };
  });
}

function itemUuid({ resource: { provider, account, region, type, id } }: Evaluation): string {
  return uuidOf("inventory-item", provider, account, region, type, id ?? "");
}
