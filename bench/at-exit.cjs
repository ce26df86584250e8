"use strict";

// In the measured process: its peak in kilobytes and its processor time in microseconds, on the last line of stderr.
process.on("exit", () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  let peak = maxRSS;
  try {
    // What the system counts as its own begins with what its parent had; on Linux its own stands here.
    const { readFileSync } = require("node:fs");
    peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]);
  } catch {}
  process.stderr.write(`\n${peak} ${userCPUTime + systemCPUTime}`);
});
