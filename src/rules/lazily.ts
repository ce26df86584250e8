interface State {
  readonly load: (key: string) => object;
  /** By key, as far as it was loaded. */
  readonly loaded: Map<string, unknown>;
}

/** Of objects of which something is made when it is asked for. */
const states = new WeakMap<object, State>();
const accessors = new Map<string, PropertyDescriptor>();

/**
 * A plain object with these keys, in this order. What is not `known` is made when it is first asked for: `load` gives the
 * value of the key, and may give those of others at once. To whoever reads, spreads or writes it, it is an object like
 * any other.
 */
export function lazily<T extends object>(keys: readonly string[], known: Partial<T>, load: State["load"]): T {
  const made: Record<string, unknown> = {};
  for (const key of keys)
    if (!Object.hasOwn(known, key)) Object.defineProperty(made, key, accessorOf(key));
    // Six hundred rules have ten such keys each: to assign one costs a tenth of defining it.
    else if (key !== "__proto__") made[key] = known[key as keyof T];
    else Object.defineProperty(made, key, { value: known[key as keyof T], enumerable: true });
  states.set(made, { load, loaded: new Map() });
  return made as T;
}

/**
 * The same for every object, so that objects of equal keys are of one shape to the engine. And it stays: to put the value in its
 * place would give each object a shape of its own.
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
