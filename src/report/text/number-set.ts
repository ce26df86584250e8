/** Whole numbers from zero to 2^53 - 1, in some 16 bytes each where a `Set` takes 50. */
export interface NumberSet {
  /** False where it was in it before. */
  readonly add: (value: number) => boolean;
}

/** Slots at first; a power of two. */
const SLOTS = 16;
/** In a slot is the number after the value, so that nothing is zero. */
const EMPTY = 0;

/** To be given values that are spread evenly over the lowest 32 bits, as hashes are. */
export function createNumberSet(): NumberSet {
  let count = 0;
  let slots = new Float64Array(SLOTS);

  /** The slot of the value, or the one where it would be put. */
  const slotOf = (held: number): number => {
    const last = slots.length - 1;
    let slot = (held >>> 0) & last;
    while (slots[slot] !== EMPTY && slots[slot] !== held) slot = (slot + 1) & last;
    return slot;
  };
  const grow = (): void => {
    const before = slots;
    slots = new Float64Array(before.length * 2);
    for (const held of before) if (held !== EMPTY) slots[slotOf(held)] = held;
  };

  return {
    add: (value) => {
      const held = value + 1;
      const slot = slotOf(held);
      if (slots[slot] === held) return false;
      slots[slot] = held;
      count += 1;
      if (count * 4 > slots.length * 3) grow();
      return true;
    },
  };
}
