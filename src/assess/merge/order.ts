import { compareText } from "../../model/compare-text.ts";

export function distinct<Item>(items: readonly Item[]): Item[] {
  return sortedBy([...new Map(items.map((item) => [JSON.stringify(item), item])).values()], JSON.stringify);
}

export function sortedBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  return items
    .map((item) => ({ item, key: keyOf(item) }))
    .toSorted((a, b) => compareText(a.key, b.key))
    .map(({ item }) => item);
}
