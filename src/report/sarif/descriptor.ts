import { neutralize } from "../../diagnostics/neutralize.ts";
import type { RunRule } from "../../model/run.ts";
import { code, escapeMarkdown } from "../markdown/escape.ts";
import { LEVELS, SECURITY_SEVERITIES } from "./levels.ts";

/** GitHub keeps so many tags of a rule. */
const MOST_TAGS = 10;

/** A rule as SARIF describes it: `reportingDescriptor`. */
export function descriptorOf(rule: RunRule, parties: readonly string[]): object {
  const { id, title, failure_title, severity, why, fix, layer, question, controls, references } = rule;
  const whose = parties.length === 0 ? "" : `Whose it is here: ${parties.join(", ")}, by the layer ${layer}.`;
  const mend = fix === null ? "" : `Fix: ${fix.summary}`;
  const paragraphs = [why, whose, mend].filter((text) => text !== "");
  const more = `More: ${code(`demarc explain ${id}`)}`;
  const frameworks = Object.keys(controls).map((framework) => `compliance/${framework}`);
  const [helpUri] = references;
  return {
    id,
    name: id.replaceAll(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: plain(failure_title) },
    fullDescription: { text: plain(`${title}. ${question}`) },
    help: {
      text: paragraphs.map(plain).join("\n\n"),
      markdown: [...paragraphs.map(escapeMarkdown), more].join("\n\n"),
    },
    ...(helpUri !== undefined && /^https:\/\/[!-~]+$/.test(helpUri) && { helpUri }),
    defaultConfiguration: { level: LEVELS[severity] },
    properties: {
      "security-severity": SECURITY_SEVERITIES[severity],
      tags: ["security", ...parties.map((party) => `responsibility/${party}`), `layer/${layer}`, ...frameworks].slice(
        0,
        MOST_TAGS,
      ),
    },
  };
}

/** Text of a SARIF message: `](` would begin an embedded link. */
export function plain(text: string): string {
  return neutralize(text).replaceAll("](", "] (");
}
