import { compareKeys } from "../model/compare-text.ts";
import type { Framework } from "../model/library.ts";
import type { ControlNames, ControlWord, ProviderWord } from "../model/provider-word.ts";

/** Which control of which framework a provider means by a name of its own. */
export interface ControlIndex {
  /** Undefined where it is none that is known here. */
  readonly find: (
    provider: string,
    name: string,
  ) => { readonly framework: string; readonly control: string } | undefined;
}

export function createControlIndex(names: ControlNames, frameworks: readonly Framework[]): ControlIndex {
  const known = new Map<string, { readonly framework: string; readonly control: string }>();
  for (const [provider, prefixes] of Object.entries(names))
    for (const [prefix, id] of Object.entries(prefixes))
      for (const control of frameworks.find((framework) => framework.id === id)?.controls ?? [])
        known.set(keyOf(provider, `${prefix}${control.id}`), { framework: id, control: control.id });
  return { find: (provider, name) => known.get(keyOf(provider, name)) };
}

/** A cloud may write `PR.AA_05` for PR.AA-05: only letters, digits and where they are parted count. */
function keyOf(provider: string, name: string): string {
  return `${provider} ${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "_")}`;
}

/** Each word beside its control; those of controls that are not known here are left out. */
export function controlWords(words: readonly ProviderWord[], index: ControlIndex): ControlWord[] {
  return distinctWords(
    words.flatMap((word) => {
      const found = index.find(word.provider, word.name);
      return found === undefined ? [] : [{ ...word, ...found }];
    }),
  );
}

/** Each once, whenever it was read, in the order of framework, control and name. */
export function distinctWords(words: readonly ControlWord[]): ControlWord[] {
  const placed = new Map(
    words.map((word) => {
      const { framework, control, provider, name, says, initiative = "" } = word;
      return [[framework, control, provider, name, says, initiative].join("\n"), word] as const;
    }),
  );
  return [...placed].toSorted(compareKeys).map(([, word]) => word);
}
