import { describe, expect, it } from "vitest";
import { formatMoment, parseMoment } from "../../src/cli/moment.ts";

describe("parseMoment", () => {
  it.each([
    ["2026-11-21", "2026-11-21T00:00:00Z"],
    ["2026-11-21T08:15Z", "2026-11-21T08:15:00Z"],
    ["2026-11-21T08:15:30.250Z", "2026-11-21T08:15:30Z"],
    ["2026-11-21T01:00:00+02:00", "2026-11-20T23:00:00Z"],
    ["2024-02-29", "2024-02-29T00:00:00Z"],
    ["2026-02-29", undefined],
    ["2026-02-30T00:00:00Z", undefined],
    ["2026-13-01", undefined],
    ["2026-11-21T25:00:00Z", undefined],
    ["2026-11-21T08:15:00", undefined],
    ["21.11.2026", undefined],
    ["yesterday", undefined],
    ["", undefined],
  ])("%j is %s", (text, moment) => {
    expect(parseMoment(text)).toBe(moment);
  });
});

describe("formatMoment", () => {
  it("leaves the fraction out", () => {
    expect(formatMoment(new Date(1_000))).toBe("1970-01-01T00:00:01Z");
  });
});
