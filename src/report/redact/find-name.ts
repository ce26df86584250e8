/** Letters of a name by which it is looked for. */
const PART = 8;
/** So few are sooner tried one after the other. */
const FEW = 200;

interface Sought {
  readonly name: string;
  /** The lower, the longer the name. */
  readonly rank: number;
  /** Where in it the part lies. */
  readonly offset: number;
}

/** Finds the longest of the names that stands anywhere in a text; of equally long ones the first given. */
export function createNameFinder(names: Iterable<string>): (text: string) => string | undefined {
  const sorted = [...names].toSorted((a, b) => b.length - a.length);
  if (sorted.length <= FEW) return (text) => sorted.find((name) => text.includes(name));
  const byPart = byRarestPart(sorted);
  const lengths = new Set(Array.from(byPart.keys(), ({ length }) => length));
  return (text) => {
    let best: Sought | undefined;
    for (const length of lengths)
      for (let at = 0; at + length <= text.length; at++)
        for (const one of byPart.get(text.slice(at, at + length)) ?? [])
          if ((best === undefined || one.rank < best.rank) && standsAt(one, text, at)) best = one;
    return best?.name;
  };
}

/** Names of one kind begin or end alike; each is filed under what the fewest others have. */
function byRarestPart(names: readonly string[]): ReadonlyMap<string, readonly Sought[]> {
  const counts = new Map<string, number>();
  for (const name of names) for (const offset of offsetsIn(name)) addTo(counts, partAt(name, offset));
  const found = new Map<string, Sought[]>();
  for (const [rank, name] of names.entries()) {
    const commonness = (offset: number): number => counts.get(partAt(name, offset))!;
    const offset = offsetsIn(name).reduce((rarest, one) => (commonness(one) < commonness(rarest) ? one : rarest));
    const part = partAt(name, offset);
    const others = found.get(part);
    if (others) others.push({ name, rank, offset });
    else found.set(part, [{ name, rank, offset }]);
  }
  return found;
}

function offsetsIn({ length }: string): readonly number[] {
  return length <= PART ? [0] : [0, Math.floor((length - PART) / 2), length - PART];
}

function partAt(name: string, offset: number): string {
  return name.slice(offset, offset + PART);
}

function addTo(counts: Map<string, number>, part: string): void {
  counts.set(part, (counts.get(part) ?? 0) + 1);
}

function standsAt({ name, offset }: Sought, text: string, at: number): boolean {
  return at >= offset && text.startsWith(name, at - offset);
}
