/** Yields the results of `work` in the order of the items, with at most `width` of them running or not yet taken. */
export async function* inOrder<Item, Result>(
  items: Iterable<Item>,
  width: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const underWay: Promise<Result>[] = [];
  for (const item of items) {
    if (underWay.length >= width) yield await underWay.shift()!;
    const result = work(item);
    // If an earlier one fails, nobody waits for this one any more.
    result.catch(() => {});
    underWay.push(result);
  }
  for (const result of underWay) yield await result;
}
