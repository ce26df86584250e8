/** Keyed by the objects of a pack themselves, so a new object, such as an overridden rule, is hashed again. */
const told = new WeakMap<object, () => string>();

/**
 * Records the digest computed by the build for something read from a pack: a rule, another part, or the library for all
 * of them.
 */
export function tellDigest(made: object, digest: () => string): void {
  told.set(made, digest);
}

/** The recorded digest; undefined if there is none and it must be computed. */
export function toldDigest(made: object): string | undefined {
  return told.get(made)?.();
}
