import type { SourceUse } from "./open-sources.ts";

/** The checks of a provider's own that ask the same as one of the rules, in lower case. */
export function checksOf({ library, rules }: Pick<SourceUse, "library" | "rules">, provider: string): Set<string> {
  const asked = new Set(rules.map(({ id }) => id));
  const checks = Object.hasOwn(library.witnesses, provider) ? library.witnesses[provider]! : {};
  return new Set(Object.keys(checks).filter((check) => checks[check]!.some((rule) => asked.has(rule))));
}
