import type { Evaluation, Run } from "../../src/model/run.ts";
import { LARGE } from "./sample-run.ts";

/** As many findings as asked for, with names and ids as long as real ones, spread over the rules of `LARGE`. */
export function manyFindings(count: number): Run {
  const model = LARGE.evaluations[0]!;
  const evaluations = Array.from({ length: count }, (_, index): Evaluation => {
    const name = `bucket-${String(index).padStart(6, "0")}`;
    const rule = LARGE.rules[index % LARGE.rules.length]!;
    const resource = { ...model.resource, id: `arn:aws:s3:::payments-production-archive-${name}`, name };
    return { ...model, rule_id: rule.id, resource, fingerprint: String(index), outcome: "fail" };
  });
  return { ...LARGE, evaluations, summary: { ...LARGE.summary, pairs: count, fail: count } };
}
