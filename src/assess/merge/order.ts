export function distinct<Item>(items: readonly Item[]): Item[] {
  return sortedBy([...new Map(items.map((item) => [JSON.stringify(item), item])).values()], JSON.stringify);
}

export function sortedBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  return items.toSorted((a, b) => compare(keyOf(a), keyOf(b)));
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
