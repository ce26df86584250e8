/**
 * Yields the values of several sources as they come, from at most `width` sources at a time. Each of these has one
 * value ready or under way, which bounds what waits in memory. A source that throws ends the merge, and the others are
 * closed.
 */
export async function* merge<Value>(sources: Iterable<AsyncIterable<Value>>, width: number): AsyncGenerator<Value> {
  const waiting = sources[Symbol.iterator]();
  const running = new Map<AsyncIterator<Value>, Promise<Step<Value>>>();
  const start = (): void => {
    const { done, value: source } = waiting.next();
    if (done === true) return;
    advance(running, source[Symbol.asyncIterator]());
  };
  for (let i = 0; i < width; i++) start();
  try {
    while (running.size > 0) {
      const { iterator, result } = await Promise.race(running.values());
      if (result.done === true) {
        running.delete(iterator);
        start();
      } else {
        advance(running, iterator);
        yield result.value;
      }
    }
  } finally {
    for (const [iterator, step] of running) {
      // Nobody waits for these any more.
      step.catch(() => {});
      void iterator.return?.().catch(() => {});
    }
  }
}

interface Step<Value> {
  readonly iterator: AsyncIterator<Value>;
  readonly result: IteratorResult<Value>;
}

function advance<Value>(
  running: Map<AsyncIterator<Value>, Promise<Step<Value>>>,
  iterator: AsyncIterator<Value>,
): void {
  // Moved to the end of the map, so that a fast source does not starve the slow ones.
  running.delete(iterator);
  const step = iterator.next().then((result) => ({ iterator, result }));
  step.catch(() => {});
  running.set(iterator, step);
}
