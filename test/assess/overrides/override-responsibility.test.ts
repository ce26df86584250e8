import { describe, expect, it } from "vitest";
import { overrideResponsibility } from "../../../src/assess/overrides/override-responsibility.ts";
import { RESPONSIBILITY_OVERRIDE, type ResponsibilityOverride } from "../../../src/assess/overrides/shape.ts";
import { factsOf } from "../../../src/evaluate/language/facts.ts";
import { buildResolver } from "../../../src/evaluate/resolver.ts";
import type { ResourceDocument } from "../../../src/model/resource.ts";
import { createReporter } from "../../../src/source/reporter.ts";
import { library } from "../../shipped.ts";

const AS_OF = "2026-11-20T12:00:00Z";
const given: ResponsibilityOverride = {
  type: "aws::ec2::instance",
  layer: "os",
  party: "provider",
  reason: "A managed host",
  approved_by: "ciso",
  until: "2027-03-31",
};
const host = (account: string): ResourceDocument => ({
  provider: "aws",
  account,
  region: "eu-west-1",
  type: "AWS::EC2::Instance",
  id: "i",
  name: "i",
  configuration: { instanceId: "i" },
});

function overridden(...overrides: ResponsibilityOverride[]) {
  const reporter = createReporter("demarc.yaml");
  const placed = overrides.map((override) => ({ ...override, place: { line: 3, column: 5, length: 1 } }));
  const { model, said } = overrideResponsibility(library, placed, { asOf: AS_OF, longest: 365 }, reporter);
  const resolver = buildResolver(model, factsOf(library, AS_OF));
  const party = (layer: "os" | "data", account = "111122223333") => resolver.resolve(host(account), layer).party;
  return { party, said, mistakes: reporter.diagnostics.map(({ message }) => message), resolver };
}

describe("an override of who answers", () => {
  it("holds for its layer, and says on what it rests", () => {
    const { party, said, resolver } = overridden(given);
    expect([party("os"), party("data")]).toEqual(["provider", "customer"]);
    expect(said).toEqual([
      "demarc.yaml: os of AWS::EC2::Instance is provider until 2027-03-31: A managed host (approved by ciso)",
    ]);
    expect(resolver.resolve(host("1"), "os").decided_by).toMatchObject({
      path: "type",
      step: "exception of-this-estate",
      why: "A managed host (approved by ciso)",
    });
  });

  it("holds in its account alone", () => {
    const { party } = overridden({ ...given, account: "111122223333" });
    expect([party("os", "111122223333"), party("os", "444455556666")]).toEqual(["provider", "customer"]);
  });

  it.each([
    ["its last day", "2026-11-20", "provider", / until 2026-11-20, which is in 0 days: /],
    [
      "the day after",
      "2026-11-19",
      "customer",
      /was to be provider until 2026-11-19: this has ended and no longer counts$/,
    ],
  ])("ends: %s", (_, until, party, words) => {
    const after = overridden({ ...given, until });
    expect(after.party("os")).toBe(party);
    expect(after.said).toEqual([expect.stringMatching(words)]);
  });

  it.each([
    ["an unknown type", { ...given, type: "AWS::EC2::Instanse" }, /^no resource type "AWS::EC2::Instanse"$/],
    ["too long", { ...given, until: "2027-11-21" }, /^2027-11-21 is more than 365 days ahead$/],
  ])("is refused: %s", (_, override, message) => {
    expect(overridden(override).mistakes).toEqual([expect.stringMatching(message)]);
  });

  it.each([
    [
      "of the same",
      { ...given, type: "AWS::EC2::Instance", party: "customer" },
      ["os of AWS::EC2::Instance is overridden twice"],
    ],
    ["of another layer", { ...given, layer: "data" }, []],
    ["of one account", { ...given, account: "111122223333" }, []],
    ["of the same that has ended", { ...given, until: "2026-11-19" }, []],
  ] as const)("beside another: %s", (_, other, mistakes) => {
    expect(overridden(given, other).mistakes).toEqual(mistakes);
  });

  it.each([
    ["towards the customer without an end", { type: "T", layer: "os", party: "customer", reason: "r" }, true],
    ["towards both without one who answers", { type: "T", layer: "os", party: "shared", reason: "r" }, false],
    ["without an end", { type: "T", layer: "os", party: "provider", reason: "r", approved_by: "c" }, false],
    ["without a reason", { type: "T", layer: "os", party: "provider", approved_by: "c", until: "2027-01-31" }, false],
    [
      "on a day that is none",
      { type: "T", layer: "os", party: "provider", reason: "r", approved_by: "c", until: "2027-02-30" },
      false,
    ],
    [
      "with all",
      { type: "T", layer: "os", party: "provider", reason: "r", approved_by: "c", until: "2027-01-31" },
      true,
    ],
  ])("has a shape: %s", (_, data, good) => {
    expect(RESPONSIBILITY_OVERRIDE.safeParse(data).success).toBe(good);
  });
});
