/** The same, with the results of the last `most` values at hand. Only the very same value is one of them. */
export function remembered<Value extends object, Made>(
  make: (value: Value) => Made,
  most: number,
): (value: Value) => Made {
  const values: Value[] = [];
  const all: Made[] = [];
  let oldest = 0;
  return (value) => {
    const at = values.indexOf(value);
    if (at !== -1) return all[at]!;
    const made = make(value);
    values[oldest] = value;
    all[oldest] = made;
    oldest = (oldest + 1) % most;
    return made;
  };
}

/** Per rule: judging hands out recent facts as the very same list, and few parties answer for a rule's resources. */
export const REMEMBERED_OF_A_RULE = 8;

/** Makes one for each key, when it is first asked for. */
export function ofEach<Key, Made>(make: (key: Key) => Made): (key: Key) => Made {
  const all = new Map<Key, Made>();
  return (key) => {
    let made = all.get(key);
    if (made === undefined) all.set(key, (made = make(key)));
    return made;
  };
}
