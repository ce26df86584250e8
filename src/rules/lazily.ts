type Load = (key: string) => object;

/** Objects of which something is still to be made. */
const loads = new WeakMap<object, Load>();
const accessors = new Map<string, PropertyDescriptor>();

/**
 * A plain object with these keys, in this order. What is not `known` is made when it is first asked for: `load` gives the
 * value of the key, and may give those of others at once. To whoever reads, spreads or writes it, it is an object like
 * any other.
 */
export function lazily<T extends object>(keys: readonly string[], known: Partial<T>, load: Load): T {
  const made: Record<string, unknown> = {};
  for (const key of keys)
    if (!Object.hasOwn(known, key)) Object.defineProperty(made, key, accessorOf(key));
    // Six hundred rules have ten such keys each: to assign one costs a tenth of defining it.
    else if (key !== "__proto__") made[key] = known[key as keyof T];
    else Object.defineProperty(made, key, plain(known[key as keyof T]));
  loads.set(made, load);
  return made as T;
}

/** The same for every object, so that objects of equal keys are of one shape to the engine. */
function accessorOf(key: string): PropertyDescriptor {
  let accessor = accessors.get(key);
  if (!accessor) {
    const get = function (this: object): unknown {
      for (const [name, value] of Object.entries(loads.get(this)!(key)))
        Object.defineProperty(this, name, plain(value));
      return this[key as never];
    };
    accessors.set(key, (accessor = { get, enumerable: true, configurable: true }));
  }
  return accessor;
}

function plain(value: unknown): PropertyDescriptor {
  return { value, enumerable: true, configurable: true, writable: true };
}
