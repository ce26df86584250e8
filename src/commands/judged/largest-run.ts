/** Bytes, unpacked. A run that is read is held in memory, in about half as much: what a machine of today can hold. */
export const LARGEST_RUN = 2 * 1024 * 1024 * 1024;

export const SMALLER_RUNS = "save a run for each account or unit, or ask less, e.g. with --severity high";
