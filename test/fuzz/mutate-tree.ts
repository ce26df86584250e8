import fc from "fast-check";

/** A document in order, changed in a few places into something that nobody meant. */

type Tree = unknown;
type Holder = Record<PropertyKey, Tree>;

interface Step {
  readonly act: "text" | "replace" | "remove" | "swap" | "rename" | "wrap" | "repeat";
  /** Which place of all, counted from the root. */
  readonly at: number;
  readonly other: number;
  readonly value: Tree;
  readonly key: string;
}

const nested = (depth: number): Tree => (depth === 0 ? [] : [nested(depth - 1)]);

/** What a reader stumbles over: wrong types, edges of numbers and dates, names of the runtime, depth, length. */
const ODD: readonly Tree[] = [
  [null, true, false, 0, -0, -1, 1.5, 1e308, Number.MAX_SAFE_INTEGER + 2, "", " ", "0", "NaN", "1e999", "-Infinity"],
  ["\u0000", "\ud800", "\u202e", "\u001b[2J", "a\nb", "=1+1", "*", "[*]", "(a+)+$", "%s", "${x}", "../..", "//"],
  [
    "__proto__",
    "constructor",
    "toString",
    "2026-02-30",
    "2026-13-45T99:99:99Z",
    "9999999-01-01T00:00:00Z",
    "0001-01-01",
  ],
  ["arn:aws:s3:::", "/subscriptions/", "111122223333", "9".repeat(400), "x".repeat(70_000), "\u{1f600}".repeat(50)],
  [[], {}, [[]], [null], [{}], { "": "" }, { value: null }, nested(200), Array.from({ length: 300 }, () => 1)],
  [JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}')],
].flat();
const TEXTS = ODD.filter((value) => typeof value === "string");
const KEYS = ["__proto__", "constructor", "prototype", "hasOwnProperty", "", "@x", "a.b", "[]", "unread", "type", "id"];

const step: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom("text", "text", "text", "replace", "replace", "remove", "swap", "rename", "wrap", "repeat"),
  at: fc.nat(),
  other: fc.nat(),
  value: fc.oneof(fc.constantFrom(...ODD), fc.jsonValue({ maxDepth: 2 })),
  key: fc.constantFrom(...KEYS),
});

/** A copy of one of the trees with one to four changes. */
export function changedTree(trees: readonly Tree[]): fc.Arbitrary<Tree> {
  return fc
    .tuple(fc.constantFrom(...trees), fc.array(step, { minLength: 1, maxLength: 4 }))
    .map(([tree, steps]) => steps.reduce((changed, one) => apply(changed, one), structuredClone(tree)));
}

interface Place {
  readonly holder: Holder;
  readonly key: PropertyKey;
}

function apply(tree: Tree, { act, at, other, value, key }: Step): Tree {
  const all = placesOf(tree);
  // A text for a text is what gets past every check of a shape.
  const places = act === "text" ? all.filter(({ holder, key: name }) => typeof holder[name] === "string") : all;
  const place = places[at % Math.max(1, places.length)];
  if (place === undefined) return act === "text" ? tree : value;
  const { holder } = place;
  const before = holder[place.key];
  if (act === "text") put(holder, place.key, TEXTS[other % TEXTS.length]);
  else if (act === "replace") put(holder, place.key, structuredClone(value));
  else if (act === "remove") remove(place);
  else if (act === "swap") put(holder, place.key, structuredClone(valueAt(places, other)));
  else if (act === "wrap") put(holder, place.key, other % 2 === 0 ? [before] : { [key]: before });
  else if (act === "repeat")
    put(
      holder,
      place.key,
      Array.from({ length: other % 5 }, () => structuredClone(before)),
    );
  else if (!Array.isArray(holder)) {
    remove(place);
    put(holder, key, before);
  }
  return tree;
}

function valueAt(places: readonly Place[], index: number): Tree {
  const { holder, key } = places[index % places.length]!;
  return holder[key];
}

/** As its own member, whatever the key means to the runtime. */
function put(holder: Holder, key: PropertyKey, value: Tree): void {
  Object.defineProperty(holder, key, { value, writable: true, enumerable: true, configurable: true });
}

function remove({ holder, key }: Place): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
}

function placesOf(tree: Tree, found: Place[] = []): Place[] {
  if (typeof tree !== "object" || tree === null) return found;
  for (const key of Object.keys(tree)) {
    found.push({ holder: tree as Holder, key });
    placesOf((tree as Holder)[key], found);
  }
  return found;
}
