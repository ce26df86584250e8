import { describe, expect, it } from "vitest";
import { decide, evaluate, render } from "../../src/api/index.ts";
import type { FailOn, Format } from "../../src/api/index.ts";
import { library } from "../shipped.ts";

const AS_OF = "2026-11-20T12:00:00Z";

/** What a program says that no type checker has seen. */
describe("a program's mistake ends no run that looks whole", () => {
  it.each([undefined, "yesterday", "2026-11-20", "2026-13-40T12:00:00Z", "2026-11-20T12:00:00+02:00"])(
    "asOf: %s",
    async (asOf) => {
      const judged = evaluate({ library, snapshot: [], asOf: asOf as string });
      await expect(judged).rejects.toThrow(
        new RangeError(`asOf: expected a moment such as 2026-11-20T12:00:00Z, found ${asOf}`),
      );
    },
  );

  it.each([AS_OF, "2026-11-20T12:00:00.123Z"])("asOf: %s is none", async (asOf) => {
    expect(await evaluate({ library, snapshot: [], asOf })).toMatchObject({ as_of: asOf });
  });

  it.each([Number.NaN, -1, "7"])("maxAge: %s", async (maxAge) => {
    const judged = evaluate({ library, snapshot: [], asOf: AS_OF, maxAge: maxAge as number });
    await expect(judged).rejects.toThrow(new RangeError(`maxAge: expected a number of days, found ${maxAge}`));
  });

  it("a threshold or a format that there is not", async () => {
    const run = await evaluate({ library, snapshot: [], asOf: AS_OF });
    const failOn = "hihg" as FailOn;
    expect(() => decide(run, { failOn })).toThrow(
      new RangeError("failOn: expected critical, high, medium, low, info, none, found hihg"),
    );
    await expect(render(run, "pdf" as Format, { library })).rejects.toThrow(
      /^format: expected text, json, .*, found pdf$/,
    );
  });
});
