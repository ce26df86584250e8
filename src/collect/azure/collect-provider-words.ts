import { own, ownText } from "../../inventory/json-text.ts";
import type { SnapshotEntry } from "../../model/resource.ts";
import type { ArmApi } from "./api.ts";
import { because, blindEntry } from "./blind-spot.ts";
import { addressOf, callName, WITNESS_CALLS } from "./own-calls.ts";
import { pagesOf } from "./pages.ts";
import type { Entries } from "./reading.ts";

/**
 * Who answers for a control by Azure's own word, which is the same for all its customers: `properties.owner` of the policy
 * metadata (Customer, Microsoft, Shared). A refusal hides nothing from any rule, and is said all the same.
 *
 * https://learn.microsoft.com/azure/governance/policy/concepts/regulatory-compliance; the shape by the examples of the
 * API's specification (both read 2026-11-22).
 */
export async function* collectProviderWords(
  api: ArmApi,
  isAsked: (name: string) => boolean,
  now: () => string,
): AsyncGenerator<Entries> {
  const call = callName(WITNESS_CALLS.policyMetadata);
  for await (const page of pagesOf(api, { address: addressOf(WITNESS_CALLS.policyMetadata, {}), call })) {
    if ("failure" in page)
      return yield [blindEntry([], undefined, because("not all that Azure says of controls was read", page.failure))];
    const at = now();
    yield page.elements.flatMap((element) => wordOf(element, isAsked, at) ?? []);
  }
}

function wordOf(element: unknown, isAsked: (name: string) => boolean, at: string): SnapshotEntry | undefined {
  const name = ownText(element, "name");
  const says = ownText(own(element, "properties"), "owner");
  if (name === undefined || says === undefined || says === "" || !isAsked(name)) return undefined;
  return { provider_word: { provider: "azure", name, says, source: "Azure policy metadata", at } };
}
