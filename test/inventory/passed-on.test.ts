import { describe, expect, it } from "vitest";
import { rememberPassed } from "../../src/inventory/passed-on.ts";

describe("rememberPassed", () => {
  it("knows what was added, and by its ARN what else has its key", () => {
    const passed = rememberPassed();
    expect(passed.find("a")).toBeUndefined();
    passed.add("a", "1", "arn:one");
    passed.add("b", "2", undefined);
    expect(passed.find("a")).toEqual({ at: "1", isOther: false });
    expect(passed.find("a", "arn:one")).toEqual({ at: "1", isOther: false });
    expect(passed.find("a", "arn:two")).toEqual({ at: "1", isOther: true });
    expect(passed.find("b", "arn:two")).toEqual({ at: "2", isOther: false });
    expect(passed.find("c", "arn:one")).toBeUndefined();
  });

  it("adds nothing beyond its bound", () => {
    const passed = rememberPassed(1);
    passed.add("a", "1", undefined);
    passed.add("b", "1", undefined);
    expect([passed.find("a"), passed.find("b")]).toEqual([{ at: "1", isOther: false }, undefined]);
  });
});
