/** Numbers by text, in about 20 bytes each: only a hash of the text is kept. */
export interface KeyIndex {
  readonly add: (key: string, value: number) => void;
  /** Everything added under the key, in order; occasionally includes something added under another key. */
  readonly find: (key: string) => number[];
}

/** Words of an entry: its hash, its value, and the previous entry in the same slot. */
const WORDS = 3;
const [HASH, VALUE, BEFORE] = [0, 1, 2];
/** Initial number of entries; a power of two. */
const ROOM = 16;
/** Entries are counted from one. */
const NONE = 0;

export function createKeyIndex(): KeyIndex {
  let count = 0;
  let entries = new Int32Array((ROOM + 1) * WORDS);
  /** The last entry of each slot; as many slots as room for entries, so that most slots have one. */
  let slots = new Int32Array(ROOM);

  const chain = (entry: number): void => {
    const slot = entries[entry * WORDS + HASH]! & (slots.length - 1);
    entries[entry * WORDS + BEFORE] = slots[slot]!;
    slots[slot] = entry;
  };
  const grow = (): void => {
    slots = new Int32Array(slots.length * 2);
    const before = entries;
    entries = new Int32Array((slots.length + 1) * WORDS);
    entries.set(before);
    for (let entry = 1; entry <= count; entry++) chain(entry);
  };

  return {
    add: (key, value) => {
      if (count === slots.length) grow();
      count += 1;
      entries[count * WORDS + HASH] = hashOf(key);
      entries[count * WORDS + VALUE] = value;
      chain(count);
    },
    find: (key) => {
      const hash = hashOf(key);
      const found: number[] = [];
      let entry = slots[hash & (slots.length - 1)]!;
      for (; entry !== NONE; entry = entries[entry * WORDS + BEFORE]!)
        if (entries[entry * WORDS + HASH] === hash) found.push(entries[entry * WORDS + VALUE]!);
      return found.toReversed();
    },
  };
}

/**
 * Texts with the same hash cost one more comparison, never a wrong answer, because callers compare what they find with
 * the text.
 */
function hashOf(text: string): number {
  let a = 0x9e3779b9;
  let b = 0x85ebca6b;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    a = Math.imul(a ^ unit, 0x5bd1e995);
    b = Math.imul(b ^ unit, 0x27d4eb2f);
  }
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
  return a ^ (a >>> 16);
}
