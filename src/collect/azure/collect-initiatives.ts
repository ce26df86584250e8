import { own, ownText } from "../../inventory/json-text.ts";
import type { SnapshotEntry } from "../../model/resource.ts";
import type { ArmApi, Failure } from "./api.ts";
import { because, blindEntry } from "./blind-spot.ts";
import type { ProviderWords } from "./collect-provider-words.ts";
import { wordEntry } from "./collect-provider-words.ts";
import { addressOf, callName, WITNESS_CALLS } from "./own-calls.ts";
import { listAll } from "./pages.ts";
import type { Entries } from "./reading.ts";

/** The initiatives of Azure Policy, each read once however many subscriptions assign it. */
export interface Initiatives {
  /** What the initiatives assigned in a subscription say about controls, by the metadata that their groups name. */
  readonly assignedIn: (subscription: string) => AsyncGenerator<Entries>;
}

/** Follows the examples of policy set definitions in the API specification and the built-in ones (read 2026-11-22). */
export function openInitiatives(api: ArmApi, words: ProviderWords, now: () => string): Initiatives {
  const asked = new Map<string, Promise<Initiative>>();
  const initiative = (id: string): Promise<Initiative> => {
    const found = asked.get(id.toLowerCase()) ?? readInitiative(api, id, words);
    asked.set(id.toLowerCase(), found);
    return found;
  };
  return {
    assignedIn: async function* (subscription) {
      const call = callName(WITNESS_CALLS.policyAssignments);
      const address = addressOf(WITNESS_CALLS.policyAssignments, { subscription });
      const { elements, failure } = await listAll(api, { address, call });
      const ids = elements.map((one) => ownText(own(one, "properties"), "policyDefinitionId") ?? "");
      const failures = failure === undefined ? [] : [failure];
      for (const id of new Set(ids.filter((one) => /\/policysetdefinitions\//i.test(one)))) {
        const { title, controls, failures: own } = await initiative(id);
        const at = now();
        yield controls.map(({ name, says }) => wordEntry({ name, says, initiative: title, at }));
        failures.push(...own);
      }
      yield failures.slice(0, 1).map((one): SnapshotEntry => {
        return blindEntry([], subscription, because("not all initiatives that are assigned were read", one));
      });
    },
  };
}

interface Initiative {
  readonly title: string;
  readonly controls: readonly { readonly name: string; readonly says: string }[];
  readonly failures: readonly Failure[];
}

async function readInitiative(api: ArmApi, id: string, words: ProviderWords): Promise<Initiative> {
  const call = callName(WITNESS_CALLS.initiative);
  const answer = await api.get({ address: addressOf(WITNESS_CALLS.initiative, { initiative: id }), call });
  if ("failure" in answer) return { title: id, controls: [], failures: [answer.failure] };
  const properties = own(answer.value, "properties");
  const groups = own(properties, "policyDefinitionGroups");
  const controls: { name: string; says: string }[] = [];
  const failures: Failure[] = [];
  for (const group of Array.isArray(groups) ? groups : []) {
    const name = ownText(group, "additionalMetadataId")?.split("/").at(-1);
    const found = name === undefined ? undefined : await words.of(name);
    if (typeof found === "string") controls.push({ name: name!, says: found });
    else if (found !== undefined) failures.push(found);
  }
  return { title: ownText(properties, "displayName") ?? id, controls, failures };
}
