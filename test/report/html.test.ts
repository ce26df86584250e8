import { describe, expect, it } from "vitest";
import type { Evaluation, Run } from "../../src/model/run.ts";
import { html, link, verbatim } from "../../src/report/html/markup.ts";
import { renderHtml } from "../../src/report/html.ts";
import { numberFindings } from "../../src/report/numbering.ts";
import { manyFindings } from "./many-findings.ts";
import { OPTIONS } from "./html-options.ts";
import { HOSTILE } from "./sample-rules.ts";
import { CLEAN, EMPTY, SAMPLE } from "./sample-run.ts";

describe("the html report", () => {
  it("is as in sample.html", async () => {
    await expect(renderHtml(SAMPLE, OPTIONS)).toMatchFileSnapshot("golden/sample.html");
  });

  it.each([
    ["nothing is found", CLEAN, "There are no findings. What was checked is listed under"],
    ["nothing was looked at", EMPTY, "Of 0 pairs, 0 pass and none fails."],
  ])("says what was checked where %s", (_what, run, words) => {
    expect(renderHtml(run, OPTIONS)).toContain(words);
  });

  const coverOf = (summary: Partial<Run["summary"]>, exit: 0 | 1 | 3): string => {
    const run: Run = { ...SAMPLE, summary: { ...SAMPLE.summary, ...summary } };
    const found = /class="verdict (v-\d)">([^<]*)</.exec(
      renderHtml(run, { ...OPTIONS, verdict: { ...OPTIONS.verdict, exit } }),
    );
    return `${found![1]} ${found![2]!.trim()}`;
  };
  const NONE = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  it.each<[what: string, summary: Partial<Run["summary"]>, exit: 0 | 1 | 3, words: RegExp]>([
    ["is open", {}, 1, /^v-1 There is work to do\. Findings: /],
    [
      "is open and was not to fail the run",
      { fail: 2, exempted: 0, fail_by_severity: { ...NONE, high: 2 }, unknown: 3 },
      0,
      /^v-3 None of the open findings was set to fail this run\. Findings: 2 high\. 3 pairs could not be answered\.$/,
    ],
    [
      "is unknown and was allowed for",
      { fail: 0, exempted: 0, fail_by_severity: NONE, unknown: 1 },
      0,
      /^v-3 No findings are open among what could be judged\. 1 pair could not be answered\.$/,
    ],
    [
      "is exempted",
      { fail: 1, exempted: 1, fail_by_severity: { ...NONE, low: 1 }, unknown: 0 },
      0,
      /^v-0 No findings are open, and nothing that could hide one was left unread\. Findings: 1 low; 1 of them exempted\.$/,
    ],
    ["is in order", { fail: 0, exempted: 0, fail_by_severity: NONE, unknown: 0 }, 0, /^v-0 .* was left unread\.$/],
    ["is not known", { fail: 0, exempted: 0, fail_by_severity: NONE, unknown: 2 }, 3, /^v-3 Not complete: /],
    ["was there", { fail: 0, fail_by_severity: NONE, unknown: 0, resources: 0 }, 3, /^v-3 Nothing was looked at\.$/],
    ["was asked", { fail: 0, fail_by_severity: NONE, unknown: 0 }, 3, /^v-3 No rule applied to anything\.$/],
  ])("says on its cover what %s", (_what, summary, exit, words) => {
    expect(coverOf(summary, exit)).toMatch(words);
  });

  it("says of an exemption that ended what is open again, and of none that it covers what it no longer does", () => {
    const [first] = SAMPLE.exemptions;
    const ended = { ...first!, state: "expired" as const, matched: 2, unused: false, over_broad: false };
    const page = renderHtml({ ...SAMPLE, exemptions: [ended] }, OPTIONS);
    expect(page).toMatch(/2 (findings|checks)<span class="source">open again/);
    expect(page).toContain(">Matches</th>");
  });

  it("counts in a framework no check twice that is asked for two of its controls", () => {
    const rules = SAMPLE.rules.map((rule) => ({ ...rule, controls: { "nist-800-53-r5": ["AC-3", "AC-6", "SC-7"] } }));
    const page = renderHtml({ ...SAMPLE, rules }, OPTIONS);
    const table = page.slice(page.indexOf('id="frameworks"'));
    const numbers = [...table.matchAll(/<td class="number">(\d*)<\/td>/g)].slice(0, 6).map(([, number]) => number);
    const { fail, unknown, inherited } = SAMPLE.summary;
    expect(numbers.slice(1)).toEqual(["3", "3", ...[fail, unknown, inherited].map(String)]);
  });

  it("does not depend on the order of the run", () => {
    const turned: Run = {
      ...SAMPLE,
      evaluations: SAMPLE.evaluations.toReversed(),
      rules: SAMPLE.rules.toReversed(),
      blind_spots: SAMPLE.blind_spots.toReversed(),
    };
    expect(renderHtml(turned, OPTIONS)).toBe(renderHtml(SAMPLE, OPTIONS));
  });

  it("has every count of the summary, and every finding once", () => {
    const text = renderHtml(SAMPLE, OPTIONS);
    const { pass, fail, unknown, manual, inherited, not_applicable, pairs } = SAMPLE.summary;
    expect(text).toContain(
      `${pass} pass + ${fail} fail + ${unknown} unknown + ${manual} manual + ${inherited} inherited + ${not_applicable} not applicable = ${pairs} pairs`,
    );
    expect(text.match(/<tr data-/g)).toHaveLength(fail);
  });

  it("counts each finding by its own severity, be it rated otherwise than its kind", () => {
    const [first] = SAMPLE.evaluations.filter(({ severity, outcome }) => severity === "high" && outcome === "fail");
    const evaluations = SAMPLE.evaluations.map((one) => (one === first ? { ...one, severity: "low" as const } : one));
    const bySeverity = { ...SAMPLE.summary.fail_by_severity, high: 2, low: SAMPLE.summary.fail_by_severity.low + 1 };
    const rated: Run = { ...SAMPLE, evaluations, summary: { ...SAMPLE.summary, fail_by_severity: bySeverity } };
    expect(renderHtml(SAMPLE, OPTIONS)).toContain("4 findings are critical or high, in 2 kinds.");
    expect(renderHtml(rated, OPTIONS)).toContain("3 findings are critical or high, in 2 kinds.");
    const heat = /<caption>\nFindings by layer and severity[^]*?<\/table>/;
    const cells = heat.exec(renderHtml(rated, OPTIONS))![0].matchAll(/class="heat h-\d">(\d+)</g);
    expect(Array.from(cells, ([, count]) => Number(count)).reduce((sum, count) => sum + count, 0)).toBe(6);
    expect(heat.exec(renderHtml(rated, OPTIONS))![0]).not.toBe(heat.exec(renderHtml(SAMPLE, OPTIONS))![0]);
  });

  it("asks for nothing: the policy refuses all, and no address is loaded", () => {
    const text = renderHtml(SAMPLE, OPTIONS);
    expect(text).toMatch(
      /http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;sha256-/,
    );
    expect(text).not.toMatch(/unsafe-|<link|@import|url\(h|src=|style="/);
  });

  it("shows hostile text and obeys none of it, wherever it stands", () => {
    const text = renderHtml(
      { ...SAMPLE, scope: { name: HOSTILE }, rules: SAMPLE.rules.map((rule) => ({ ...rule, why: HOSTILE })) },
      { ...OPTIONS, brand: { client: HOSTILE, assessor: HOSTILE, logo: `data:image/svg+xml,"><script>` } },
    );
    expect(text.match(/<\/script>/g)).toHaveLength(1);
    expect(text).toContain("&lt;/script&gt;");
    expect(text).not.toContain("<img");
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
  });

  it("lists 20,000 findings of more, counts all, and says so; fewer are all listed", () => {
    const text = renderHtml(manyFindings(25_000), OPTIONS);
    expect(text.match(/<span class="id">arn:/g)).toHaveLength(20_000);
    expect(text).toContain("To stay usable, this page lists 20000 of 25000 findings");
    expect(text).toContain("<strong>25000 fail</strong>");
    expect(text).toContain("And 100 more resources: the full list is in the json, csv and xlsx of this run.");
    const fewer = renderHtml(manyFindings(20_000), OPTIONS);
    expect(fewer.match(/<span class="id">arn:/g)).toHaveLength(20_000);
    expect(fewer).not.toContain("this page lists");
  });

  it("names the paper, the client below each page, and page numbers where they are known", () => {
    const brand = { client: `Client "A\\" </style> & Söhne` };
    const text = renderHtml(SAMPLE, { ...OPTIONS, brand, paper: "letter", pageOf: (id) => `p ${id}` });
    expect(text).toContain("size: letter;");
    expect(text).toContain(String.raw`Client \22 A\5c \22  \3c \2f style\3e  \26  S\f6 hne \2d  Cloud security`);
    expect(text).toContain('<a href="#matrix">Who answers for what</a><span class="page">p matrix</span>');
    expect(text).toContain('<td class="number">p f-001</td>');
    const plain = renderHtml(SAMPLE, OPTIONS);
    expect(plain).not.toMatch(/class="page"|[^-]size: /);
  });

  it("takes a picture that stands in the report itself", () => {
    const logo = "data:image/png;base64,iVBORw0KGgo=";
    expect(renderHtml(CLEAN, { ...OPTIONS, brand: { logo } })).toContain(`src="${logo}"`);
  });
});

describe("markup", () => {
  it.each([
    ["text", html`<p title="${`"'`}">${`<b>&`}</p>`, `<p title="&quot;&#39;">&lt;b&gt;&amp;</p>`],
    ["data that looks like markup", html`${{ text: "<b>", toString: () => "<i>" } as never}`, "&lt;i&gt;"],
    ["lists and nothing", html`${["<", html`<br />`]}${undefined}${0}`, "&lt;<br />0"],
    ["a script's address", link("javascript:alert(1)"), "javascript:alert(1)"],
    [
      "an address with a quote",
      link(`https://a.invalid/"`),
      `<a class="out" href="https://a.invalid/&quot;" rel="noreferrer">https://a.invalid/&quot;</a>`,
    ],
  ])("escapes %s", (_what, markup, text) => {
    expect(markup.toString()).toBe(text);
  });

  it("refuses an end tag in what stands as it is", () => {
    expect(() => verbatim("style", "</style>")).toThrow("end tag");
  });
});

describe("the numbers of findings", () => {
  const numbers = (run: Run, earlier?: Run): string[] =>
    numberFindings(run, earlier).map(({ number, rule }) => `${number} ${rule.id}`);
  const without = (rule: string): Run => ({
    ...SAMPLE,
    evaluations: SAMPLE.evaluations.filter(({ rule_id }: Evaluation) => rule_id !== rule),
  });

  it("run from the worst on", () => {
    expect(numbers(SAMPLE)).toEqual([
      "F-001 aws-s3-bucket-public-access-blocked",
      "F-002 aws-ec2-security-group-ssh-closed-to-world",
      "F-003 azure-storage-account-tls-current",
      "F-004 aws-s3-bucket-names-odd",
    ]);
  });

  it("stay what they were in the report that a retest follows, and go on from its last", () => {
    const earlier = without("aws-s3-bucket-public-access-blocked");
    expect(numbers(SAMPLE, earlier)).toEqual([
      "F-004 aws-s3-bucket-public-access-blocked",
      "F-001 aws-ec2-security-group-ssh-closed-to-world",
      "F-002 azure-storage-account-tls-current",
      "F-003 aws-s3-bucket-names-odd",
    ]);
  });
});
