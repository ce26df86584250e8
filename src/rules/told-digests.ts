/** By the very objects of a pack: whatever is made anew, such as a rule that somebody overrides, is hashed anew. */
const told = new WeakMap<object, () => string>();

/** Takes the word of the build for the digest of what is read from a pack: a rule, another part, or the library for all of them. */
export function tellDigest(made: object, digest: () => string): void {
  told.set(made, digest);
}

/** Undefined: nobody told, and it must be hashed. */
export function toldDigest(made: object): string | undefined {
  return told.get(made)?.();
}
