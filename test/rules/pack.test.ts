import { describe, expect, it } from "vitest";
import { compileRule } from "../../src/evaluate/compiled-rule.ts";
import { factsOf } from "../../src/evaluate/language/facts.ts";
import { readPack, readStamp } from "../../src/rules/pack.ts";
import { writePack } from "../../src/rules/write-pack.ts";
import { library } from "../shipped.ts";

const pack = writePack(library);
const read = (text: string): typeof library => readPack(Buffer.from(text));

describe("a pack", () => {
  it("gives the same library again, in the same order of keys", () => {
    expect(read(pack)).toEqual(library);
    expect(JSON.stringify(read(pack))).toBe(JSON.stringify(library));
  });

  it("is ASCII, so that a place in its text is a place in the file", () => {
    expect(/[^\0-\x7f]/.test(pack)).toBe(false);
    expect(JSON.stringify(library)).toMatch(/[^\0-\x7f]/);
  });

  it("parses of a rule, a type and a part nothing before it is asked for", () => {
    const [stamp, heads, index, ...texts] = pack.split("\n");
    const unread = texts.join("\n").replaceAll(/[{"]/g, "!");
    const { rules, fields } = read([stamp, heads, index, unread].join("\n"));
    expect(rules.map(({ id, title }) => [id, title])).toEqual(library.rules.map(({ id, title }) => [id, title]));
    expect(Object.keys(fields)).toEqual(Object.keys(library.fields));
    expect(() => rules[0]!.why).toThrow(SyntaxError);
    expect(() => Object.values(fields)).toThrow(SyntaxError);
  });

  it("tells of each rule what it would be found to look at", () => {
    const seen = (rules: typeof library.rules): unknown =>
      rules.flatMap((rule) =>
        compileRule(rule, factsOf(library, "2026-01-01")).map(({ type, readTypes, indexes }) => [
          [rule.id, type],
          [...readTypes].toSorted(),
          indexes,
        ]),
      );
    expect(seen(read(pack).rules)).toEqual(seen(library.rules));
  });

  it("says of itself by which content it is", () => {
    const [first] = library.rules;
    const other = writePack({ ...library, rules: [{ ...first!, why: "Another reason." }, ...library.rules.slice(1)] });
    const stampOf = (text: string): string => readStamp(text.split("\n", 1)[0]!).digest;
    expect(stampOf(pack)).toBe(stampOf(writePack(library)));
    expect(stampOf(other)).not.toBe(stampOf(pack));
  });

  it("is not read where it is of another version", () =>
    expect(() => read('{"language":2}\n')).toThrow("another version"));
});
