import { describe, expect, it } from "vitest";
import type { Run } from "../../src/model/run.ts";
import { sarifCut } from "../../src/report/sarif.ts";
import { CLEAN, SAMPLE } from "./sample-run.ts";
import { COMPARED, sarifOf, fails } from "./records-of.ts";

describe("sarif for code scanning", () => {
  it("places every result at a relative path that is a URI", () => {
    for (const { locations } of sarifOf(COMPARED).results) {
      const { artifactLocation, region } = locations[0]!.physicalLocation;
      expect(artifactLocation.uri).toMatch(/^cloud(\/[A-Za-z0-9._~%-]+){5}$/);
      expect(new URL(artifactLocation.uri, "file:///checkout/").pathname).toBe(`/checkout/${artifactLocation.uri}`);
      expect(region.startLine).toBe(1);
    }
  });

  it("suppresses what is exempted", () => {
    const suppressed = sarifOf(COMPARED).results.filter(({ suppressions }) => suppressions);
    expect(suppressed).toHaveLength(COMPARED.summary.exempted);
  });

  it("notifies of what was not read and says that the run is not whole", () => {
    const [invocation] = sarifOf(COMPARED).invocations;
    expect(invocation!.executionSuccessful).toBe(false);
    const texts = invocation!.toolExecutionNotifications.map(({ message }) => message.text);
    for (const { call } of COMPARED.blind_spots) if (call) expect(texts.some((text) => text.includes(call))).toBe(true);
    expect(sarifOf(CLEAN).invocations[0]!.executionSuccessful).toBe(true);
  });

  it("gives scopes ids of their own", () => {
    const id = (name: string): string => sarifOf({ ...CLEAN, scope: { name } }).automationDetails.id;
    expect(id("Harbour & Finch")).toBe("demarc/harbour-finch/");
    expect(id("organization o-abc123")).not.toBe(id("organization o-abc124"));
    expect(id("***")).toBe("demarc/estate/");
  });

  it("keeps within what GitHub keeps, worst first, and says what is left out", () => {
    const [worst] = fails;
    const rule = SAMPLE.rules.find(({ id }) => id === worst!.rule_id)!;
    const many: Run = {
      ...SAMPLE,
      rules: [rule],
      evaluations: Array.from({ length: 5_002 }, (_, index) => ({
        ...worst!,
        severity: index < 5_000 ? "low" : "critical",
        fingerprint: `m${index}`,
      })),
    };
    const { results, invocations } = sarifOf(many);
    expect(results).toHaveLength(5_000);
    expect(results.slice(0, 2).map(({ level }) => level)).toEqual(["error", "error"]);
    const cut = sarifCut(many, { include: [] });
    expect(cut).toContain("2 are left out");
    expect(invocations[0]!.toolExecutionNotifications.map(({ message }) => message.text)).toContain(cut);
    expect(sarifCut(COMPARED, { include: [] })).toBeUndefined();
  });

  it("leaves out no open finding for anything that is none, however severe its rule", () => {
    const [finding] = fails;
    const exempted = SAMPLE.evaluations.find(({ exemption }) => exemption)!;
    const passed = SAMPLE.evaluations.find(({ outcome }) => outcome === "pass")!;
    const many: Run = {
      ...SAMPLE,
      evaluations: [
        ...Array.from({ length: 4_999 }, (_, index) => ({
          ...passed,
          severity: "critical" as const,
          fingerprint: `p${index}`,
        })),
        { ...exempted, severity: "critical", fingerprint: "exempted" },
        { ...finding!, severity: "low", fingerprint: "a" },
        { ...finding!, severity: "low", fingerprint: "b" },
      ],
    };
    const { results } = sarifOf(many);
    expect(results).toHaveLength(5_000);
    expect(
      results.filter(({ kind }) => kind === "fail").map(({ partialFingerprints }) => partialFingerprints["demarc/v1"]),
    ).toEqual(["exempted", "a", "b"]);
  });

  it("has ten tags a rule at most, and no embedded link from outside", () => {
    for (const { properties } of sarifOf(COMPARED).tool.driver.rules)
      expect(properties.tags.length).toBeLessThanOrEqual(10);
    const linked = { ...fails[0]!, resource: { ...fails[0]!.resource, id: "[click](https://example.invalid)" } };
    const [result] = sarifOf({ ...SAMPLE, evaluations: [linked] }).results;
    expect(result!.message.text).not.toContain("](");
  });
});
