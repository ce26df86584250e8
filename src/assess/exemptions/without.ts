import type { Run } from "../../model/run.ts";
import { exemptionWarnings } from "./warnings.ts";

/** The run before anything was accepted or disputed, so that another file can be applied to it. */
export function withoutExemptions(run: Run): Run {
  const said = new Set([true, false].flatMap((strict) => exemptionWarnings(run.exemptions, run.as_of, strict)));
  const { exemptions: _, ...digests } = run.digests;
  return {
    ...run,
    digests,
    evaluations: run.evaluations.map(({ exemption: __, accepted_blind_spot: ___, ...one }) => one),
    exemptions: [],
    summary: { ...run.summary, exempted: 0, disputed: 0, unknown_accepted: 0 },
    warnings: run.warnings.filter((text) => !said.has(text)),
  };
}
