import { indexSpec } from "../evaluate/related/related-lookup.ts";
import { tellLooks } from "../evaluate/language/told-looks.ts";
import type { Library } from "../model/library.ts";
import type { FieldLists, Rule } from "../model/rule.ts";
import { lazily } from "./lazily.ts";
import {
  type At,
  mapValues,
  type PackIndex,
  type PackStamp,
  type RuleEntry,
  type RuleHead,
  sectionOf,
} from "./pack-layout.ts";
import { tellDigest } from "./told-digests.ts";

/**
 * The library out of a pack. The pack was made by `writePack` when the program was built and is trusted:
 * only its version is looked at. Of its two megabytes no text is made before it is asked for.
 * @throws {Error} where it is no pack of this version of the language.
 */
export function readPack(pack: Buffer): Library {
  const heads = pack.indexOf("\n") + 1;
  const behindHeads = pack.indexOf("\n", heads) + 1;
  const body = pack.indexOf("\n", behindHeads) + 1;
  const text = (from: number, to: number): string => pack.toString("latin1", from, to);
  readStamp(text(0, heads));
  const index = JSON.parse(text(behindHeads, body)) as PackIndex;
  const take = ([from, length]: At): unknown => JSON.parse(text(body + from, body + from + length));
  const { digests } = index;
  const rules: readonly Rule[] = readHeads(text(heads, behindHeads)).map((head, at) =>
    readRule(head, index.rules[at]!, index, take, () => library.conditions),
  );
  const fields = lazily<FieldLists>(Object.keys(index.fields), {}, (type) => ({ [type]: take(index.fields[type]!) }));
  let ofRules: readonly string[] | undefined;
  for (const [at, rule] of rules.entries())
    tellDigest(rule, () => (ofRules ??= take(digests.rules) as readonly string[])[at]!);
  tellDigest(fields, () => digests.part["fields"]!);
  const library: Library = lazily<Library>(index.keys, { language: 1, rules, fields }, (name) => {
    const part = take(index.parts[name]!) as object;
    tellDigest(part, () => digests.part[name]!);
    return { [name]: part };
  });
  tellDigest(library, () => digests.parts);
  return library;
}

/**
 * What the first line says.
 * @throws {Error} where it is of no pack of this version of the language.
 */
export function readStamp(line: string): PackStamp {
  const stamp = JSON.parse(line) as PackStamp;
  if (stamp.language !== 1) throw new Error("the rule pack is of another version: build the program again");
  return stamp;
}

/** The second line of a pack. */
export function readHeads(line: string): readonly RuleHead[] {
  return JSON.parse(line) as readonly RuleHead[];
}

function readRule(
  head: RuleHead,
  { shape, at, looks = {}, holds = [] }: RuleEntry,
  { shapes }: PackIndex,
  take: (at: At) => unknown,
  conditions: () => Library["conditions"],
): Rule {
  const rule = lazily<Rule>(shapes[shape]!, head, (key) => take(at[sectionOf(key)]) as object);
  tellLooks(rule, {
    looks: mapValues(looks, ([types, indexes]) => ({
      types,
      indexes: indexes.map((one) => indexSpec(one.types, one.theirs, one.within, one.anywhere)),
    })),
    holds: () => Object.fromEntries(holds.map((name) => [name, conditions()[name]!.condition])),
  });
  return rule;
}
