/** Limit on an unpacked run file, in bytes. A run is held in memory, where it takes about half as much. */
export const LARGEST_RUN = 2 * 1024 * 1024 * 1024;

export const SMALLER_RUNS = "save a run for each account or unit, or ask less, e.g. with --severity high";
