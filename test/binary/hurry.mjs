/**
 * Loaded into the program with `node --import`: its steady clock and its own waits, for its turn or for another attempt, pass twenty times as fast.
 * How long an answer may take stays as it is.
 */
import { syncBuiltinESMExports } from "node:module";
import timers from "node:timers/promises";

const FASTER = 20;
const { setTimeout } = timers;
const steady = performance.now.bind(performance);

timers.setTimeout = (milliseconds, ...rest) => setTimeout(milliseconds / FASTER, ...rest);
performance.now = () => steady() * FASTER;
syncBuiltinESMExports();
