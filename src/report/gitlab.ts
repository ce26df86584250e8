import { neutralize } from "../diagnostics/neutralize.ts";
import type { Run } from "../model/run.ts";
import type { Severity } from "../model/words.ts";
import { safeJson } from "./canonical.ts";
import { factsSentence, openFindings, ownerSentence, resourceLabel } from "./listed.ts";
import { syntheticPath } from "./synthetic-path.ts";

const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  critical: "blocker",
  high: "critical",
  medium: "major",
  low: "minor",
  info: "info",
};

/** GitLab's Code Quality report: an issue for every finding that is not exempted. It has no place for anything else. */
export function renderGitlab(run: Run): string {
  const titles = new Map(run.rules.map(({ id, failure_title }) => [id, failure_title]));
  const issues = openFindings(run).map((one) => {
    const whose = ownerSentence(one, run);
    return {
      description: neutralize(
        `${titles.get(one.rule_id) ?? one.rule_id}: ${resourceLabel(one)}: ${factsSentence(one)}${whose === "" ? "" : `; owner ${whose}`}`,
      ),
      check_name: one.rule_id,
      fingerprint: one.fingerprint,
      severity: SEVERITY_WORDS[one.severity],
      location: { path: syntheticPath(one.resource), lines: { begin: 1 } },
    };
  });
  return `${safeJson(issues, 2)}\n`;
}
