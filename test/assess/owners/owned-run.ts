import type { Evaluation, PairCounts, Run } from "../../../src/model/run.ts";
import type { Outcome } from "../../../src/model/words.ts";
import { createAccountCells } from "../../../src/evaluate/counts/account-cells.ts";
import { createPairCounter } from "../../../src/evaluate/counts/pair-counts.ts";
import { SAMPLE } from "../../report/sample-run.ts";

/** A run of one rule over these pairs, with people: `pay` works for `payments`, `net` for all, `boss` heads `second`. */
export function ownedRun(pairs: readonly (readonly [owner: string, unit: string | null, outcome: Outcome])[]): Run {
  const rule = SAMPLE.rules.find(({ status, severity }) => status === "stable" && severity === "high")!;
  const [any] = SAMPLE.evaluations;
  const evaluations = pairs.map(([id, unit, outcome], index): Evaluation => {
    const { attestation: _, exemption: __, ...rest } = any!;
    return {
      ...rest,
      rule_id: rule.id,
      severity: "high",
      outcome,
      owner: { id, because: "test", unit },
      fingerprint: `${index}`,
    };
  });
  const owners = [...new Set(pairs.map(([id]) => id))];
  const byOwner = owners.map((id) => [id, countsOf(evaluations.filter((one) => one.owner.id === id))] as const);
  const summary = { ...SAMPLE.summary, ...countsOf(evaluations), by_owner: Object.fromEntries(byOwner) };
  return {
    ...SAMPLE,
    rules: [rule],
    evaluations,
    parties: [
      { id: "pay", kind: "team", units: ["payments"] },
      { id: "net", kind: "team" },
      { id: "boss", kind: "person", units: [] },
    ],
    units: [{ id: "payments" }, { id: "second", accountable: "boss" }],
    summary: { ...summary, exempted: 0, disputed: 0, unknown_accepted: 0 },
  };
}

function countsOf(evaluations: readonly Evaluation[]): PairCounts {
  const counter = createPairCounter([]);
  const accounts = createAccountCells();
  for (const { outcome, rule_id: ruleId, severity, responsibility, resource, owner } of evaluations) {
    counter.count({ outcome, ruleId, severity, layer: responsibility.layer, party: responsibility.party });
    accounts.count({ ...resource, owner }, outcome);
  }
  return { ...counter.counts(), by_account: accounts.counts() };
}
