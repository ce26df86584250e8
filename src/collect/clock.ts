/** Time as this room may know it: handed in, so that a test can let hours pass at once. */
export interface Clock {
  /** Milliseconds since any moment; never runs backwards. */
  readonly now: () => number;
  /** Resolves after so many milliseconds, or at once when the signal comes. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}
