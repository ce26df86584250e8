import { compareKeys } from "../model/compare-text.ts";
import type { ControlWord } from "../model/provider-word.ts";

/** What to know before reading a provider's own words. */
export const WORDS_DECIDE_NOTHING =
  "What the provider itself says of a control is shown for comparison and decides nothing: who answers depends on the service and its settings.";

/**
 * `azure: Shared`; where it says several things, each with its own name of the control. `assigned: NIST SP 800-53 Rev. 5`
 * follows where somebody here assigned an initiative that has the control. Not neutralised.
 */
export function providerWordsSentence(words: readonly ControlWord[]): string {
  const said = new Set(words.map(({ provider, says }) => `${provider} ${says}`));
  const isPlain = said.size === new Set(words.map(({ provider }) => provider)).size;
  const parts = words.map(({ provider, says, name }) => `${provider}: ${says}${isPlain ? "" : ` (${name})`}`);
  const assigned = new Set(words.flatMap(({ initiative = [] }) => initiative));
  return [...new Set(parts), ...[...assigned].map((title) => `assigned: ${title}`)].join(", ");
}

/** How often a provider says what of the controls of a framework. */
export interface WordCount {
  readonly provider: string;
  readonly framework: string;
  readonly says: string;
  readonly controls: number;
}

/** Sorted by framework, provider and word. */
export function countWords(words: readonly ControlWord[]): WordCount[] {
  const controls = new Map<string, { readonly word: ControlWord; readonly ids: Set<string> }>();
  for (const word of words) {
    const key = [word.framework, word.provider, word.says].join("\n");
    const known = controls.get(key) ?? { word, ids: new Set() };
    known.ids.add(word.control);
    controls.set(key, known);
  }
  return [...controls].toSorted(compareKeys).map(
    ([
      ,
      {
        word: { provider, framework, says },
        ids,
      },
    ]) => ({ provider, framework, says, controls: ids.size }),
  );
}
