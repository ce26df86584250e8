/** The time. It is passed in, so that a test can let hours pass at once. */
export interface Clock {
  /** Milliseconds since an arbitrary moment; never goes backwards. */
  readonly now: () => number;
  /** Resolves after this many milliseconds, or at once when the signal is aborted. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}
