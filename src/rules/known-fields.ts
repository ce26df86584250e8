import { suggest } from "../diagnostics/suggest.ts";
import { keyText, parsePath } from "../evaluate/language/path.ts";
import type { Segment } from "../evaluate/language/path.ts";
import { foldsCase, type ProviderEntry } from "../model/library.ts";
import type { Field, FieldLists, FieldType, Literal } from "../model/rule.ts";

/** What the field lists say about a place. */
export interface KnownField {
  /** As spelled in the field list. */
  readonly path: string;
  /** Null if the list says only that the place exists, for example elements of a list it does not describe further. */
  readonly type: FieldType | null;
  readonly enum?: readonly Literal[];
}

export type Found =
  | { readonly kind: "field"; readonly field: KnownField }
  /** The path continues through a list, or looks for elements where there is no list; `path` is how far it came. */
  | { readonly kind: "through-list" | "no-list" | "no-map"; readonly path: string; readonly type: FieldType | null }
  /** `guess`: the path that was probably meant. */
  | { readonly kind: "unknown"; readonly guess: string | undefined };

export interface KnownFields {
  readonly has: (type: string) => boolean;
  readonly types: () => readonly string[];
  /** The provider whose list the type is in. */
  readonly providerOf: (type: string) => string | undefined;
  /**
   * Whether the type has one document for the account and one for each region, so that a rule may say which it is
   * about.
   */
  readonly hasRegionalTwin: (type: string) => boolean;
  readonly find: (type: string, segments: readonly Segment[]) => Found;
}

/** Keys that documents of every type have. */
const DOCUMENT_KEYS: Readonly<Record<string, FieldType>> = {
  provider: "text",
  account: "text",
  region: "text",
  type: "text",
  id: "text",
  name: "text",
  source: "text",
  captured_at: "date",
  confirmed_at: "date",
  tags: "map",
  "tags{}": "text",
};

export function createKnownFields(lists: FieldLists, providers: Readonly<Record<string, ProviderEntry>>): KnownFields {
  const indexes = new Map<string, TypeIndex>();
  const has = (type: string): boolean => Object.hasOwn(lists, type);
  const providerOf = (type: string): string | undefined => (has(type) ? lists[type]!.provider : undefined);
  const indexOf = (type: string): TypeIndex => {
    const known = indexes.get(type);
    if (known) return known;
    const made = indexFields(has(type) ? lists[type]!.fields : {}, foldsCase(providers, providerOf(type)));
    indexes.set(type, made);
    return made;
  };
  return {
    has,
    types: () => Object.keys(lists),
    providerOf,
    hasRegionalTwin: (type) => has(type) && lists[type]!.scope === "account_and_region",
    find: (type, segments) => walk(indexOf(type), segments),
  };
}

interface TypeIndex {
  readonly fold: boolean;
  readonly fields: ReadonlyMap<string, KnownField>;
  /** Names of the keys below a path. */
  readonly children: ReadonlyMap<string, ReadonlySet<string>>;
}

function indexFields(listed: Readonly<Record<string, Field>>, fold: boolean): TypeIndex {
  const fields = new Map<string, KnownField>();
  const children = new Map<string, Set<string>>();
  const keyOf = (path: string): string => (fold ? path.toLowerCase() : path);
  const add = (path: string, field: Omit<KnownField, "path">, listedItself: boolean): void => {
    const known = fields.get(keyOf(path));
    if (!known || listedItself || known.type === null) fields.set(keyOf(path), { path, ...field });
  };
  const all: Record<string, Omit<KnownField, "path">> = { ...listed };
  for (const [path, type] of Object.entries(DOCUMENT_KEYS)) if (!Object.hasOwn(all, path)) all[path] = { type };
  for (const [path, { type, enum: words }] of Object.entries(all)) {
    let above = "";
    const { segments } = parsePath(path);
    for (const [i, segment] of segments.entries()) {
      const at = stepText(above, segment);
      if (segment.kind === "key")
        children.set(keyOf(above), (children.get(keyOf(above)) ?? new Set()).add(segment.key));
      if (i > 0) add(above, { type: holderType(segment) }, false);
      above = at;
    }
    add(above, { type, ...(words && { enum: words }) }, true);
    if (type === "list") add(`${above}[]`, { type: null }, false);
    if (type === "map") add(`${above}{}`, { type: null }, false);
  }
  return { fold, fields, children };
}

/** The type a place must have for the segment to continue from it. */
function holderType({ kind }: Segment): FieldType {
  return kind === "key" ? "object" : kind === "entries" ? "map" : "list";
}

function stepText(above: string, segment: Segment): string {
  if (segment.kind === "key") return above + keyText(segment.key, above === "");
  return above + (segment.kind === "entries" ? "{}" : "[]");
}

function walk(index: TypeIndex, segments: readonly Segment[]): Found {
  let at = "";
  let field: KnownField | undefined;
  let entry = false;
  for (const [i, segment] of segments.entries()) {
    if (segment.kind === "key" && entry) {
      entry = false;
      if (segment.key === "key" && i === segments.length - 1)
        return { kind: "field", field: { path: `${at}.key`, type: "text" } };
      if (segment.key === "value") continue;
      return { kind: "unknown", guess: undefined };
    }
    if (segment.kind === "key") {
      if (field?.type === "list") return { kind: "through-list", path: field.path, type: field.type };
      at = field?.type === "map" ? `${at}{}` : stepText(at, segment);
    } else if (segment.kind === "entries") {
      if (field?.type !== "map") return { kind: "no-map", path: at, type: field?.type ?? null };
      at = `${at}{}`;
      entry = true;
    } else {
      if (field?.type !== "list") return { kind: "no-list", path: at, type: field?.type ?? null };
      at = `${at}[]`;
    }
    field = lookUp(index, at);
    if (!field) return { kind: "unknown", guess: guess(index, segments, i) };
  }
  return field ? { kind: "field", field } : { kind: "unknown", guess: undefined };
}

function lookUp(index: TypeIndex, path: string): KnownField | undefined {
  return index.fields.get(index.fold ? path.toLowerCase() : path);
}

/**
 * The path with the key at `wrong` replaced by the most similar one there; else the only listed path with the same
 * ending.
 */
function guess(index: TypeIndex, segments: readonly Segment[], wrong: number): string | undefined {
  const segment = segments[wrong]!;
  if (segment.kind !== "key") return undefined;
  let above = "";
  for (const before of segments.slice(0, wrong)) above = stepText(above, before);
  const siblings = index.children.get(index.fold ? above.toLowerCase() : above) ?? new Set<string>();
  const likest = suggest(segment.key, [...siblings]);
  if (likest !== undefined) {
    const mended = [...segments.slice(0, wrong), { kind: "key" as const, key: likest }, ...segments.slice(wrong + 1)];
    const found = walk(index, mended);
    if (found.kind === "field") return found.field.path;
    if (found.kind === "unknown" && found.guess !== undefined) return found.guess;
    return stepText(above, { kind: "key", key: likest });
  }
  const last = segments.at(-1)!;
  if (last.kind !== "key") return undefined;
  const ending = `.${last.key.toLowerCase()}`;
  const same = [...index.fields.values()].filter(
    ({ path }) => path.toLowerCase().endsWith(ending) && !path.includes("[]"),
  );
  return same.length === 1 ? same[0]!.path : undefined;
}
