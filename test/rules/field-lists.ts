import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type * as z from "zod";
import { keyText, parsePath, type Segment } from "../../src/evaluate/language/path.ts";
import type { Field, FieldLists, FieldType } from "../../src/model/rule.ts";
import { mapValues } from "../../src/rules/pack-layout.ts";
import { FIELDS_SHAPE } from "../../src/rules/rule-shape.ts";
import { library } from "../shipped.ts";

export interface ListedFields {
  readonly lists: FieldLists;
  readonly types: readonly string[];
  readonly fieldsOf: (type: string) => [path: string, field: Field][];
  /** The file `rules/fields/NAME.json` as it is written. */
  readonly written: FieldsFile;
}
type FieldsFile = z.output<typeof FIELDS_SHAPE>;

/** The shipped types of a provider, each with what it shares with others. */
export function readFieldLists(name: "aws" | "azure"): ListedFields {
  const file = join(import.meta.dirname, "../../rules/fields", `${name}.json`);
  const written = FIELDS_SHAPE.parse(JSON.parse(readFileSync(file, "utf8")));
  const lists = Object.fromEntries(Object.entries(library.fields).filter(([, { provider }]) => provider === name));
  return { lists, types: Object.keys(lists), fieldsOf: (type) => Object.entries(lists[type]!.fields), written };
}

const FIELD_TYPES: Readonly<Record<FieldType, true>> = {
  text: true,
  number: true,
  boolean: true,
  date: true,
  object: true,
  list: true,
  map: true,
  policy: true,
};

/** What a place must be for the segment to lead on from it. */
const HOLDER: Readonly<Record<Segment["kind"], FieldType>> = {
  key: "object",
  each: "list",
  pick: "list",
  entries: "map",
};

/** The tests that hold for the list of any cloud. Places in `roots` need not be named before what is in them. */
export function itIsAFieldList({ lists, types, fieldsOf, written }: ListedFields, roots: ReadonlySet<string>): void {
  const { $shared = {}, ...writtenTypes } = written;

  it("is in the order of its keys", () => {
    expect(Object.keys(writtenTypes)).toEqual(types);
    const fieldsByName = { ...$shared, ...mapValues(writtenTypes, ({ fields }) => fields) };
    for (const keys of [$shared, writtenTypes, ...Object.values(fieldsByName)].map(Object.keys))
      expect(keys).toEqual(keys.toSorted());
    for (const type of types) {
      const paths = fieldsOf(type).map(([path]) => path);
      expect(paths, type).toEqual(paths.toSorted());
    }
  });

  it("shares what several types have", () => {
    for (const name of Object.keys($shared)) {
      const sharing = Object.values(writtenTypes).filter(({ shares = [] }) => shares.includes(name));
      expect(sharing.length, name).toBeGreaterThan(1);
    }
  });

  it.each(types)("%s has fields of known types, with words in order", (type) => {
    for (const [path, field] of fieldsOf(type)) {
      expect(Object.hasOwn(FIELD_TYPES, field.type), `${path} is a ${field.type}`).toBe(true);
      const words = (field.enum ?? []).map(String);
      expect(words, path).toEqual([...new Set(words)].toSorted());
    }
  });

  it.each(types)("%s names every place above a field", (type) => {
    for (const [path] of fieldsOf(type)) {
      for (const [place, holder] of placesAbove(path)) {
        if (!roots.has(place)) expect(lists[type]!.fields[place]?.type, `${place}, above ${path}`).toBe(holder);
      }
    }
  });
}

function placesAbove(path: string): [place: string, type: FieldType][] {
  const { segments } = parsePath(path);
  return segments.slice(1).map((next, i) => [textOf(segments.slice(0, i + 1)), HOLDER[next.kind]]);
}

function textOf(segments: readonly Segment[]): string {
  let text = "";
  for (const segment of segments) {
    if (segment.kind === "key") text += keyText(segment.key, text === "");
    else text += segment.kind === "entries" ? "{}" : "[]";
  }
  return text;
}
