import { createControlIndex } from "../../assess/control-words.ts";
import type { Library } from "../../model/library.ts";
import type { SourceUse } from "./source-use.ts";

/** The provider's own checks that ask the same as one of the rules, in lower case. */
export function checksOf({ library, rules }: Pick<SourceUse, "library" | "rules">, provider: string): Set<string> {
  const asked = new Set(rules.map(({ id }) => id));
  const checks = Object.hasOwn(library.witnesses, provider) ? library.witnesses[provider]! : {};
  return new Set(Object.keys(checks).filter((check) => checks[check]!.some((rule) => asked.has(rule))));
}

/** Returns a test for whether the provider uses a name for a control of a framework in the library. */
export function isControlOf(
  { control_names: names, frameworks }: Pick<Library, "control_names" | "frameworks">,
  provider: string,
): (name: string) => boolean {
  const index = createControlIndex(names, frameworks);
  return (name) => index.find(provider, name) !== undefined;
}
