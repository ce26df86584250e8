import { describe, expect, it } from "vitest";
import { decideVerdict } from "../../src/assess/verdict.ts";
import type { Run } from "../../src/model/run.ts";
import { compareEvaluations } from "../../src/report/order.ts";
import { PLAIN, type Style } from "../../src/report/style.ts";
import { displayWidth } from "../../src/report/text/layout.ts";
import { renderText, type TextOptions } from "../../src/report/text.ts";
import { ownedRun } from "../assess/owners/owned-run.ts";
import { HOSTILE } from "./sample-rules.ts";
import { CLEAN, EMPTY, LARGE, SAMPLE } from "./sample-run.ts";

/** Colour made visible: `<red>…</red>`. */
const MARKED: Style = Object.fromEntries(
  Object.keys(PLAIN).map((tone) => [tone, (text: string) => `<${tone}>${text}</${tone}>`]),
) as unknown as Style;

function render(run: Run, options: Partial<TextOptions> = {}): string {
  const verdict = decideVerdict(run, { failOn: "low" });
  return renderText(run, { width: 80, ascii: false, style: PLAIN, verdict, ...options });
}

function linesOf(text: string): string[] {
  expect(text.endsWith("\n")).toBe(true);
  return text.slice(0, -1).split("\n");
}

it("says that nothing was checked where only people are asked", () => {
  const asked: Run = { ...EMPTY, summary: { ...EMPTY.summary, pairs: 8, manual: 8 } };
  expect(render(asked)).toContain("No findings, because nothing was checked.");
});

describe("the text report", () => {
  const golden: [file: string, run: Run, options: Partial<TextOptions>][] = [
    ["sample-60", SAMPLE, { width: 60 }],
    ["sample-80", SAMPLE, { width: 80 }],
    ["sample-120", SAMPLE, { width: 120 }],
    ["sample-80-colour", SAMPLE, { style: MARKED }],
    ["sample-80-ascii", SAMPLE, { ascii: true }],
    ["sample-80-by-resource", SAMPLE, { groupBy: "resource" }],
    ["sample-80-quiet", SAMPLE, { quiet: true }],
    ["sample-80-limit-1", SAMPLE, { limit: 1 }],
    ["sample-80-demo", SAMPLE, { command: "demo" }],
    ["large-80-demo", LARGE, { command: "demo" }],
    ["clean-80", CLEAN, {}],
    ["empty-80", EMPTY, {}],
  ];
  it.each(golden)("is as in %s.txt", async (file, run, options) => {
    await expect(render(run, options)).toMatchFileSnapshot(`golden/${file}.txt`);
  });

  it.each([60, 80, 120])("keeps within %i columns", (width) => {
    for (const run of [SAMPLE, CLEAN, EMPTY, LARGE]) {
      for (const line of linesOf(render(run, { width }))) expect(displayWidth(line)).toBeLessThanOrEqual(width);
    }
  });

  it("says the same with and without colour", () => {
    expect(render(SAMPLE, { style: MARKED }).replaceAll(/<\/?(bold|dim|red|yellow|green|cyan)>/g, "")).toBe(
      render(SAMPLE),
    );
  });

  it("prints no control, direction or lone surrogate character", () => {
    expect(HOSTILE).toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
    for (const groupBy of ["rule", "resource"] as const) {
      expect(render(SAMPLE, { groupBy }).replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    }
  });

  it("prints only ASCII where nothing else can be shown", () => {
    expect(render(SAMPLE, { ascii: true })).toMatch(/^[\n\x20-\x7e]*$/);
  });

  it("never cuts an id", () => {
    const text = render(SAMPLE, { width: 60 }).replaceAll(/\n +/g, "");
    for (const { resource } of SAMPLE.evaluations.filter(
      ({ outcome, exemption }) => outcome === "fail" && !exemption,
    )) {
      if (!resource.id!.includes(HOSTILE)) expect(text).toContain(resource.id);
    }
  });

  it("does not depend on the order of the run", () => {
    const turned = {
      ...SAMPLE,
      evaluations: SAMPLE.evaluations.toReversed(),
      rules: SAMPLE.rules.toReversed(),
      blind_spots: SAMPLE.blind_spots.toReversed(),
    };
    expect(render(turned)).toBe(render(SAMPLE));
  });

  it("gives counts that add up", () => {
    const line = /^pairs +(.*) = (\d+)$/m.exec(render(SAMPLE, { width: 200 }))!;
    const sum = line[1]!.split(" + ").reduce((total, part) => total + Number.parseInt(part, 10), 0);
    expect(sum).toBe(Number(line[2]));
  });

  it("never shows what is inherited as a pass or a fail", () => {
    const inherited = SAMPLE.evaluations.filter(({ outcome }) => outcome === "inherited");
    expect(inherited).not.toEqual([]);
    for (const { resource } of inherited) expect(render(SAMPLE)).not.toContain(resource.id);
  });

  it("ends with the result and the exit code", () => {
    const last = "FAIL 3 findings at or above low; INCOMPLETE 3 pairs unknown (exit 1)";
    expect(linesOf(render(SAMPLE)).at(-1)).toBe(last);
    expect(linesOf(render(CLEAN)).at(-1)).toBe("OK no open findings at or above low (exit 0)");
    expect(linesOf(render(EMPTY)).at(-1)).toBe("INCOMPLETE nothing was looked at (exit 3)");
  });

  it("shows the demo within 60 lines whatever was found", () => {
    expect(linesOf(render(LARGE, { command: "demo" })).length).toBeLessThanOrEqual(60);
    expect(linesOf(render(SAMPLE, { command: "demo" })).length).toBeLessThanOrEqual(60);
  });

  it("names as the worst and as what is next only what is open", () => {
    const [first] = SAMPLE.evaluations.filter(({ outcome }) => outcome === "fail").toSorted(compareEvaluations);
    const exemption = SAMPLE.evaluations.find((one) => one.exemption !== undefined)!.exemption!;
    const evaluations = SAMPLE.evaluations.map((one) => (one.rule_id === first!.rule_id ? { ...one, exemption } : one));
    const { failure_title: title } = SAMPLE.rules.find(({ id }) => id === first!.rule_id)!;
    const named = `worst: ${title}`.replaceAll(/\s+/g, " ").slice(0, 30);
    const saying = (run: Run): string => render(run).replaceAll(/\s+/g, " ");
    expect(saying(SAMPLE)).toContain(named);
    expect(saying({ ...SAMPLE, evaluations })).not.toContain(named);
    expect(saying({ ...SAMPLE, evaluations })).not.toContain(`next demarc explain ${first!.rule_id}`);
  });

  it("calls the worst, and what is next, what it begins with: of the most severe rules the one with the most findings", () => {
    const { id } = LARGE.rules[9]!;
    const { by_rule: counts } = LARGE.summary;
    const many = { ...counts, [id]: { ...counts[id]!, fail: 4 } };
    const text = render({ ...LARGE, summary: { ...LARGE.summary, by_rule: many } });
    expect(/✖ \S+ +(\S+)/.exec(text)![1]).toBe(id);
    expect(text).toContain(`next        demarc explain ${id}\n`);
  });

  it("says where all findings are exempted that there are some, and until when", () => {
    const exempted = SAMPLE.evaluations.find(({ exemption }) => exemption !== undefined)!;
    const summary = { ...CLEAN.summary, fail: 1, exempted: 1 };
    const text = render({ ...CLEAN, evaluations: [...CLEAN.evaluations, exempted], summary });
    expect(text).toContain("No open findings: all are exempted. What was checked and holds: ");
    expect(text).toContain(`next        fix by ${exempted.exemption!.until} what is exempted until then\n`);
    const alone = render({ ...CLEAN, evaluations: [exempted], summary: { ...summary, pass: 0 } });
    expect(alone).toContain("No open findings: all are exempted.\n\n");
  });

  it("tells an owner how many of the findings are exempted, and calls none of these to fix", () => {
    const run = ownedRun([
      ["pay", "payments", "fail"],
      ["pay", "payments", "fail"],
      ["net", null, "fail"],
    ]);
    const { exemption } = SAMPLE.evaluations.find((one) => one.exemption !== undefined)!;
    const [first, ...others] = run.evaluations;
    const text = render({ ...run, evaluations: [{ ...first!, exemption: exemption! }, ...others] });
    expect(text).toContain("pay                 2 findings, 2 of them high; 1 of them exempted;");
    expect(text).toContain("net                 1 finding to fix, 1 of them high;");
  });

  it("does not say that nothing is unknown for a reason", () => {
    const spots: Run = { ...CLEAN, blind_spots: SAMPLE.blind_spots };
    expect(render(spots).replaceAll(/\s+/g, " ")).toContain("not read nothing that a pair here rests on; beside it: ");
  });

  it("says in its last twelve lines what is wrong, whose, what was not read, what is next and what the party changes", () => {
    const end = linesOf(render(SAMPLE, { command: "demo" })).slice(-12);
    const labels = end.map((line) => /^[a-z-]+( read)?(?= )/.exec(line)?.[0]).filter((label) => label !== undefined);
    expect(labels).toEqual(["pairs", "wrong", "whose", "not read", "next", "party-blind"]);
  });
});
