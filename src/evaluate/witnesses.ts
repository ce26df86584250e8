import type { ResourceDocument } from "../model/resource.ts";
import type { Outcome } from "../model/words.ts";
import type { Testimony, Witness, WitnessChecks } from "../model/witness.ts";

/** What other tools have said so far. A source gives testimonies before the things they are about. */
export interface Witnesses {
  readonly hear: (testimony: Testimony) => void;
  /** In order of arrival; empty if there are none. */
  readonly of: (rule: string, document: ResourceDocument) => readonly Witness[];
}

const NOBODY: readonly Witness[] = [];
const ANYWHERE = "global";

/** `checks`: testimonies on checks that no rule also asks are not kept. */
export function createWitnesses(checks: WitnessChecks, rules: ReadonlySet<string>): Witnesses {
  const heard = new Map<string, readonly Witness[]>();
  // Lists that were handed out are not modified.
  const keep = (key: string, witness: Witness): void => void heard.set(key, [...(heard.get(key) ?? []), witness]);

  const hear = ({ provider, account, region, resource, check, ...words }: Testimony): void => {
    const own = Object.hasOwn(checks, provider) ? checks[provider]! : {};
    const id = check.toLowerCase();
    const asking = Object.hasOwn(own, id) ? own[id]! : [];
    const { source, says, outcome, at } = words;
    const witness = { source, says, outcome, ...(at === undefined ? {} : { at }) };
    for (const rule of asking.filter((one) => rules.has(one)))
      for (const place of new Set([region, ANYWHERE])) keep(keyOf(rule, provider, account, place, resource), witness);
  };

  const of: Witnesses["of"] = (rule, { provider, account, region, id, name, resourceId }) => {
    if (heard.size === 0) return NOBODY;
    const words = new Set([id, name, ...(typeof resourceId === "string" ? [resourceId] : [])]);
    for (const word of words) {
      const found = heard.get(keyOf(rule, provider, account, region, word));
      if (found) return found;
    }
    return heard.get(keyOf(rule, provider, account, ANYWHERE, id)) ?? NOBODY;
  };
  return { hear, of };
}

/** Ids compare case-insensitively, so that every spelling used by a cloud finds the same thing. */
function keyOf(rule: string, provider: string, account: string, region: string, word: string): string {
  return [rule, provider, account, region, word].join("\n").toLowerCase();
}

/** Whether a witness contradicts the outcome of a pair; undefined if either is neither pass nor fail. */
export function contradicts(outcome: Outcome, witnesses: readonly Witness[]): boolean | undefined {
  if (witnesses.length === 0 || (outcome !== "pass" && outcome !== "fail")) return undefined;
  return witnesses.some((witness) => witness.outcome !== outcome);
}
