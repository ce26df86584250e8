import { indexSpec } from "../evaluate/related/related-lookup.ts";
import { tellLooks } from "../evaluate/language/told-looks.ts";
import type { Library } from "../model/library.ts";
import type { FieldLists, Rule, TypeFields } from "../model/rule.ts";
import { lazily } from "./lazily.ts";
import {
  type At,
  type ListedRule,
  mapValues,
  type PackIndex,
  type PackStamp,
  type RuleEntry,
  SECTIONS,
  sectionWith,
} from "./pack-layout.ts";
import { tellDigest } from "./told-digests.ts";

/**
 * Reads the library from a pack. The pack was made by `writePack` when the program was built and is trusted: only its
 * version is checked. None of its two megabytes is decoded before it is needed.
 * @throws {Error} if it is not a pack of this language version.
 */
export function readPack(pack: Buffer): Library {
  const list = pack.indexOf("\n") + 1;
  const behindList = pack.indexOf("\n", list) + 1;
  const body = pack.indexOf("\n", behindList) + 1;
  const text = (from: number, to: number): string => pack.toString("latin1", from, to);
  readStamp(text(0, list));
  const index = JSON.parse(text(behindList, body)) as PackIndex;
  const textAt = ([from, length]: At): string => text(body + from, body + from + length);
  const take = (at: At): unknown => JSON.parse(textAt(at));
  const { digests } = index;
  const rules: readonly Rule[] = readList(text(list, behindList)).map((listed, at) =>
    readRule(listed, index.rules[at]!, index, take, () => library.conditions),
  );
  const fields = lazily<FieldLists>(Object.keys(index.fields), {}, (type) => ({
    [type]: JSON.parse(index.fields[type]!.map(textAt).join("")) as TypeFields,
  }));
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
 * Reads the first line of a pack.
 * @throws {Error} if it is not from a pack of this language version.
 */
export function readStamp(line: string): PackStamp {
  const stamp = JSON.parse(line) as PackStamp;
  if (stamp.language !== 1) throw new Error("the rule pack is of another version: build the program again");
  return stamp;
}

/** Reads the second line of a pack. */
export function readList(line: string): readonly ListedRule[] {
  return JSON.parse(line) as readonly ListedRule[];
}

function readRule(
  listed: ListedRule,
  { shape, head, at, looks = {}, holds = [] }: RuleEntry,
  { shapes }: PackIndex,
  take: (at: At) => unknown,
  conditions: () => Library["conditions"],
): Rule {
  const rule = lazily<Rule>(shapes[shape]!, { ...listed, ...head }, (key) => {
    const section = SECTIONS.indexOf(sectionWith(key));
    const [from, to] = [at[section]!, at[section + 1]!];
    return take([from, to - from]) as object;
  });
  tellLooks(rule, {
    looks: mapValues(looks, ([types, indexes]) => ({
      types,
      indexes: indexes.map((one) => indexSpec(one.types, one.theirs, one.within, one.anywhere)),
    })),
    holds: () => Object.fromEntries(holds.map((name) => [name, conditions()[name]!.condition])),
  });
  return rule;
}
