interface State {
  readonly load: (key: string) => object;
  /** The values loaded so far, by key. */
  readonly loaded: Map<string, unknown>;
}

/** The states of objects with values loaded on demand. */
const states = new WeakMap<object, State>();
const accessors = new Map<string, PropertyDescriptor>();

/**
 * A plain object with these keys, in this order. Values that are not `known` are loaded on first access: `load` returns
 * the value of the key, and may return those of others at the same time. To code that reads, spreads or serialises it,
 * it is an object like any other.
 */
export function lazily<T extends object>(keys: readonly string[], known: Partial<T>, load: State["load"]): T {
  const made: Record<string, unknown> = {};
  for (const key of keys)
    if (!Object.hasOwn(known, key)) Object.defineProperty(made, key, accessorOf(key));
    // Six hundred rules have ten such keys each, and assigning one costs a tenth of defining it.
    else if (key !== "__proto__") made[key] = known[key as keyof T];
    else Object.defineProperty(made, key, { value: known[key as keyof T], enumerable: true });
  states.set(made, { load, loaded: new Map() });
  return made as T;
}

/**
 * The same accessor for every object, so that the engine gives objects with equal keys one shape. It is never replaced
 * by the value, which would give each object its own shape.
 */
function accessorOf(key: string): PropertyDescriptor {
  let accessor = accessors.get(key);
  if (!accessor) {
    const get = function (this: object): unknown {
      const { load, loaded } = states.get(this)!;
      const known = loaded.get(key);
      if (known !== undefined || loaded.has(key)) return known;
      for (const [name, value] of Object.entries(load(key))) loaded.set(name, value);
      return loaded.get(key);
    };
    accessors.set(key, (accessor = { get, enumerable: true, configurable: true }));
  }
  return accessor;
}
