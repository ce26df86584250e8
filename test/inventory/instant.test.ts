import { describe, expect, it } from "vitest";
import { toInstant } from "../../src/inventory/instant.ts";

describe("toInstant", () => {
  it.each([
    ["2026-11-20T10:00:00.123Z", "2026-11-20T10:00:00.123Z"],
    ["2026-11-20T10:00:00Z", "2026-11-20T10:00:00.000Z"],
    ["2026-11-20T12:00:00+02:00", "2026-11-20T10:00:00.000Z"],
    ["2026-11-20T12:00:00.0000+0200", "2026-11-20T10:00:00.000Z"],
    ["2026-11-20T10:00:00.1234567Z", "2026-11-20T10:00:00.123Z"],
    ["2026-11-20 10:00:00", "2026-11-20T10:00:00.000Z"],
    [1_763_632_800, "2025-11-20T10:00:00.000Z"],
    [1_763_632_800.5, "2025-11-20T10:00:00.500Z"],
    [1_763_632_800_500, "2025-11-20T10:00:00.500Z"],
    [new Date(0), "1970-01-01T00:00:00.000Z"],
  ])("reads %s", (written, instant) => {
    expect(toInstant(written)).toBe(instant);
  });

  it.each([
    "datetime.datetime(2020, 4, 22, 13, 13, 17, 718000, tzinfo=tzlocal())",
    "",
    "yesterday",
    "2026-99-99T10:00:00Z",
    "Nov 20, 2026",
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1e300,
    null,
    undefined,
    {},
  ])("leaves %s alone", (written) => {
    expect(toInstant(written)).toBeUndefined();
  });
});
