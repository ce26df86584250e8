import { own, ownText } from "../../inventory/json-text.ts";
import type { ProviderWord } from "../../model/provider-word.ts";
import type { SnapshotEntry } from "../../model/resource.ts";
import type { ArmApi, Failure } from "./api.ts";
import { because, blindEntry } from "./blind-spot.ts";
import { addressOf, callName, WITNESS_CALLS } from "./own-calls.ts";
import { listAll } from "./pages.ts";
import type { Entries } from "./reading.ts";

/**
 * Who answers for a control according to Azure, which is the same for all customers: `properties.owner` of the policy
 * metadata (Customer, Microsoft, Shared).
 *
 * https://learn.microsoft.com/azure/governance/policy/concepts/regulatory-compliance; the shape from the examples in the
 * API specification (both read 2026-11-22).
 */
export interface ProviderWords {
  /** One entry per control asked for. A refusal hides nothing from any rule, but is reported. */
  readonly entries: Entries;
  /** Who answers, by metadata name; fetched alone if not in the list. Undefined if not said or not asked for. */
  readonly of: (name: string) => Promise<string | Failure | undefined>;
}

export async function collectProviderWords(
  api: ArmApi,
  isAsked: (name: string) => boolean,
  now: () => string,
): Promise<ProviderWords> {
  const call = callName(WITNESS_CALLS.policyMetadata);
  const { elements, failure } = await listAll(api, { address: addressOf(WITNESS_CALLS.policyMetadata, {}), call });
  const at = now();
  const listed = new Map(elements.map((element) => [ownText(element, "name") ?? "", wordIn(element)]));
  const words = [...listed].flatMap(([name, says]) =>
    says !== undefined && isAsked(name) ? [wordEntry({ name, says, at })] : [],
  );
  const unread = failure && blindEntry([], undefined, because("not all that Azure says of controls was read", failure));
  return {
    entries: [...words, ...(unread === undefined ? [] : [unread])],
    of: async (name) => {
      if (!isAsked(name) || listed.has(name)) return isAsked(name) ? listed.get(name) : undefined;
      const answer = await api.get({
        address: addressOf(WITNESS_CALLS.oneMetadata, { name: encodeURIComponent(name) }),
        call: callName(WITNESS_CALLS.oneMetadata),
      });
      if ("failure" in answer) return answer.failure;
      listed.set(name, wordIn(answer.value));
      return listed.get(name);
    },
  };
}

export function wordEntry(word: Pick<ProviderWord, "name" | "says" | "initiative" | "at">): SnapshotEntry {
  return { provider_word: { provider: "azure", source: "Azure policy metadata", ...word } };
}

function wordIn(element: unknown): string | undefined {
  return ownText(own(element, "properties"), "owner") || undefined;
}
