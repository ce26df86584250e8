import { compareKeys } from "../model/compare-text.ts";
import type { Evaluation, Run, RunRule } from "../model/run.ts";
import type { Verdict } from "../model/verdict.ts";
import { OUTCOMES } from "../model/words.ts";
import { groupBy } from "../model/group-by.ts";
import {
  exemptionSentence,
  factsSentence,
  type Include,
  listedEvaluations,
  ownerSentence,
  resourceLabel,
} from "./listed.ts";
import { escapeXml } from "./xml.ts";

/** What always is listed beside the findings: an unknown is an error of the test, and silence would be a pass. */
const ALWAYS = ["unknown"] as const;

export interface JunitOptions {
  readonly include: Include;
  readonly verdict: Verdict;
}

/**
 * JUnit XML in the dialect of Jenkins. A suite is an account and a type of resource, a test is a rule on a resource: a
 * fail is a failure, an unknown an error, a pass a bare test; what is exempted, the provider's or a person's is skipped.
 */
export function renderJunit(run: Run, { include, verdict }: JunitOptions): string {
  const rules = new Map(run.rules.map((rule) => [rule.id, rule]));
  const listed = listedEvaluations(run, include === "all" ? "all" : [...ALWAYS, ...include]);
  const suites = [...groupBy(listed, ({ resource }) => `${resource.provider} ${resource.account} ${resource.type}`)]
    .toSorted(compareKeys)
    .map(([name, cases]) => suite(name, cases, rules, run));
  const { tests, failures, errors } = countsOf(listed);
  // What leaves the run incomplete is no test of those: all of them would be read as a pass.
  const isHidden = errors + failures === 0 && verdict.incomplete && verdict.unknownAtThreshold === 0;
  const more = isHidden ? 1 : 0;
  const head = attributes({ name: `demarc ${run.scope.name}`, tests: tests + more, failures, errors: errors + more });
  const all = [...suites, ...(isHidden ? [incompleteSuite(run, verdict)] : [])].join("");
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${head}>\n${all}</testsuites>\n`;
}

function incompleteSuite(run: Run, { words }: Verdict): string {
  const counts = { tests: 1, failures: 0, errors: 1, skipped: 0 };
  const head = attributes({ name: "demarc", timestamp: run.as_of.replace(/Z$/, ""), ...counts });
  const error = result("error", { message: words, type: "unknown" });
  const test = `    <testcase${attributes({ classname: "demarc", name: run.scope.name })}>\n      ${error}\n    </testcase>\n`;
  return `  <testsuite${head}>\n${properties(run)}${test}  </testsuite>\n`;
}

function suite(name: string, cases: readonly Evaluation[], rules: ReadonlyMap<string, RunRule>, run: Run): string {
  const head = attributes({ name, timestamp: run.as_of.replace(/Z$/, ""), ...countsOf(cases) });
  const body = cases.map((one) => testCase(one, rules.get(one.rule_id), run)).join("");
  return `  <testsuite${head}>\n${properties(run)}${body}  </testsuite>\n`;
}

/** The counts of the whole run, so that what is not listed is not lost. */
function properties({ summary }: Run): string {
  const rows = ["pairs", ...OUTCOMES].map(
    (name) => `      <property${attributes({ name, value: summary[name as "pairs"] })}/>\n`,
  );
  return `    <properties>\n${rows.join("")}    </properties>\n`;
}

function testCase(one: Evaluation, rule: RunRule | undefined, run: Run): string {
  const head = attributes({ classname: one.rule_id, name: resourceLabel(one) });
  const body = verdictOf(one, rule, run);
  return body === "" ? `    <testcase${head}/>\n` : `    <testcase${head}>\n      ${body}\n    </testcase>\n`;
}

function verdictOf(one: Evaluation, rule: RunRule | undefined, run: Run): string {
  const { outcome, severity, exemption, responsibility, fingerprint } = one;
  if (outcome === "pass") return "";
  if (exemption) return result("skipped", { message: `exempted: ${exemptionSentence(one)}` });
  const print = `fingerprint: ${fingerprint}`;
  if (outcome === "fail") {
    const fix = rule?.fix ? [`fix: ${rule.fix.summary}`] : [];
    const owner = ownerSentence(one, run);
    const whose = owner === "" ? [] : [`owner: ${owner}`];
    const message = rule?.failure_title ?? one.rule_id;
    return result("failure", { message, type: severity }, [factsSentence(one), ...fix, ...whose, print]);
  }
  if (outcome === "unknown")
    return result("error", { message: `not known: ${factsSentence(one)}`, type: "unknown" }, [print]);
  const why = outcome === "inherited" ? `the ${responsibility.party ?? "provider"}'s, not checked` : outcome;
  return result("skipped", { message: `${why}: ${one.reason.replaceAll("_", " ")}` });
}

/** The message again as text, before what is more: Jenkins shows the attribute, GitLab the text alone. */
function result(
  name: "failure" | "error" | "skipped",
  head: { readonly message: string; readonly type?: string },
  more: readonly string[] = [],
): string {
  return `<${name}${attributes(head)}>${[head.message, ...more].map(escapeXml).join("\n")}</${name}>`;
}

function countsOf(cases: readonly Evaluation[]): Readonly<Record<"tests" | "failures" | "errors" | "skipped", number>> {
  const failures = cases.filter(({ outcome, exemption }) => outcome === "fail" && !exemption).length;
  const errors = cases.filter(({ outcome }) => outcome === "unknown").length;
  const passed = cases.filter(({ outcome }) => outcome === "pass").length;
  return { tests: cases.length, failures, errors, skipped: cases.length - failures - errors - passed };
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join("");
}
