import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Rule } from "../../../src/model/rule.ts";
import type { Evaluation } from "../../../src/model/run.ts";
import { ACCOUNTS, blind, end, header, known, read, resource, RULES, withEnds } from "../ended-estates.ts";
import { exists, judge, rule, thing } from "../judged-things.ts";

/** Of several holes that hide the same, the first that was told of is named. */
const sorted = ({ evaluations }: { evaluations: readonly Evaluation[] }): string[] =>
  evaluations
    .map(({ evidence, ...rest }) => {
      const found = evidence.map((fact) => (fact.state === "unread" ? { ...fact, seen: "" } : fact));
      return JSON.stringify({ ...rest, found });
    })
    .toSorted();

describe("that nothing more of an account comes", () => {
  it("changes nothing that is said of it or of others", () => {
    fc.assert(
      fc.property(
        header,
        fc.uniqueArray(resource, { maxLength: 14, selector: (one) => ("resource" in one ? one.resource.id : "") }),
        fc.array(read, { maxLength: 12 }),
        fc.array(blind, { maxLength: 2 }),
        fc.subarray(ACCOUNTS),
        fc.infiniteStream(fc.nat(1000)),
        (head, resources, reads, blinds, accounts, chance) => {
          const rest = [...resources, ...reads, ...blinds]
            .map((entry) => ({ entry, at: chance.next().value as number }))
            .toSorted((a, b) => a.at - b.at)
            .map(({ entry }) => entry);
          const entries = [head, ...rest];
          const without = judge(RULES, entries, 7, known);
          const ended = judge(RULES, withEnds(entries, accounts), 7, known);
          expect(sorted(ended)).toEqual(sorted(without));
          expect(ended.summary).toEqual(without.summary);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("leaves open what hangs on another account for every rule that asks the same", () => {
    const type = "AWS::EC2::SecurityGroup";
    const closed = (port: number): Rule =>
      rule(`test-closed-${port}`, { resource: [type], expect: { closed_to_internet: { ports: [port] } } });
    const open = [{ ipProtocol: "-1", prefixListIds: ["pl-1"], ipv4Ranges: [], ipv6Ranges: [] }];
    const group = thing("1:sg", { ipPermissions: open }, { type });
    const list = { PrefixListId: "pl-1", Entries: [{ Cidr: "0.0.0.0/0" }] };
    const shared = thing("2:pl", list, { account: "2", type: "AWS::EC2::PrefixList" });
    const behind = rule("test-thing-behind-closed", {
      expect: {
        every: {
          related: type,
          join: { ours: "configuration.group", theirs: "name" },
          within: "region",
          where: { closed_to_internet: { ports: [22] } },
        },
      },
    });
    const things = ["1:a", "1:b"].map((id) => thing(id, { group: "1:sg" }));
    const entries = [group, ...things, end("1"), shared, end("2")];
    const { evaluations } = judge([closed(22), closed(3389), behind], entries);
    expect(evaluations.map(({ outcome }) => outcome)).toEqual(["fail", "fail", "fail", "fail"]);
  });

  it("is believed before the input ends, so that what comes all the same is a blind spot", () => {
    const late = thing("1:late", { good: true });
    const { evaluations } = judge([exists, RULES[1]!], [thing("1:a", { peer: "a" }), end("1"), late, late]);
    const told = evaluations.filter(({ reason }) => reason === "blind_spot");
    expect(told.map(({ rule_id, outcome }) => `${rule_id} ${outcome}`).toSorted()).toEqual([
      "test-account-has-thing unknown",
      "test-thing-near-peer unknown",
    ]);
    expect(told[0]!.evidence[0]!.seen).toMatch(/more of the account 1 came after the input had said/);
    expect(evaluations.some(({ resource: { id } }) => id === "1:late")).toBe(false);
  });

  it("shows what was expected of the account and never came", () => {
    const expected = [{ provider: "test", account: "1", regions: ["north", "south"] }];
    const { summary, evaluations } = judge(
      [RULES[1]!],
      [{ header: { scope: { name: "s", expected } } }, thing("1:a", { peer: "x" }), end("1")],
    );
    expect(summary.unknown).toBe(2);
    expect(evaluations.filter(({ reason }) => reason === "blind_spot")).toHaveLength(1);
  });
});
