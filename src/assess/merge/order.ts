import { compareText } from "../../model/compare-text.ts";

export function distinct<Item>(items: readonly Item[]): Item[] {
  return sortedBy([...new Map(items.map((item) => [JSON.stringify(item), item])).values()], JSON.stringify);
}

export function sortedBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  return items.toSorted((a, b) => compareText(keyOf(a), keyOf(b)));
}
