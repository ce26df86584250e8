interface Head<Item> {
  item: Item;
  readonly rest: Iterator<Item>;
  /** The position of the list it comes from. */
  readonly position: number;
}

/**
 * Merges sorted lists into one. Among equal items, those of the earlier list come first. An item is valid until the next
 * one is requested.
 */
export function* mergeSorted<Item>(
  lists: readonly Iterable<Item>[],
  compare: (a: Item, b: Item) => number,
): Generator<Item, void> {
  const before = (a: Head<Item>, b: Head<Item>): number => compare(a.item, b.item) || a.position - b.position;
  const heads = lists.flatMap((list, position): Head<Item>[] => {
    const rest = list[Symbol.iterator]();
    const first = rest.next();
    return first.done ? [] : [{ item: first.value, rest, position }];
  });
  heads.sort(before);
  for (let head = heads[0]; head; head = heads[0]) {
    yield head.item;
    const next = head.rest.next();
    if (next.done) {
      heads.shift();
      continue;
    }
    head.item = next.value;
    // Neighbours mostly come from the same list, so an item seldom moves far.
    let at = 0;
    for (; at + 1 < heads.length && before(heads[at + 1]!, head) < 0; at++) heads[at] = heads[at + 1]!;
    heads[at] = head;
  }
}
