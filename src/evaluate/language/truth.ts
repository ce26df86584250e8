/**
 * Kleene's three truths as small integers. `UNKNOWN` is "not known": it may turn out either way.
 */
export const FALSE = 0;
export const TRUE = 1;
export const UNKNOWN = 2;
export type Truth = typeof FALSE | typeof TRUE | typeof UNKNOWN;

/** Swaps true and false and leaves unknown unchanged. */
export function negate(truth: Truth): Truth {
  return truth === UNKNOWN ? UNKNOWN : truth === TRUE ? FALSE : TRUE;
}

export function truthOf(value: boolean): Truth {
  return value ? TRUE : FALSE;
}
