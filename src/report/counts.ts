import type { OutcomeCounts } from "../model/run.ts";

export const NO_COUNTS: OutcomeCounts = { pass: 0, fail: 0, not_applicable: 0, inherited: 0, manual: 0, unknown: 0 };

export function addCounts(a: OutcomeCounts, b: OutcomeCounts): OutcomeCounts {
  return {
    pass: a.pass + b.pass,
    fail: a.fail + b.fail,
    not_applicable: a.not_applicable + b.not_applicable,
    inherited: a.inherited + b.inherited,
    manual: a.manual + b.manual,
    unknown: a.unknown + b.unknown,
  };
}
