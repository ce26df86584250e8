import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Answer } from "../ask.ts";
import { answerTo, ask } from "../ask.ts";

const TYPE = "AWS::EC2::NetworkAcl";
const SSH = { closed_to_internet: { ports: [22], protocol: "tcp" } };
const ICMP = { closed_to_internet: { ports: "every", protocol: "icmp" } };

interface Entry {
  ruleNumber?: unknown;
  ruleAction?: unknown;
  protocol?: unknown;
  egress?: unknown;
  cidrBlock?: unknown;
  ipv6CidrBlock?: unknown;
  portRange?: unknown;
  icmpTypeCode?: unknown;
}
const entry = (ruleNumber: unknown, ruleAction: unknown, more: Entry = {}): Entry => ({
  ruleNumber,
  ruleAction,
  protocol: "6",
  egress: false,
  ...(more.ipv6CidrBlock === undefined && { cidrBlock: "0.0.0.0/0" }),
  portRange: { from: 22, to: 22 },
  ...more,
});
const acl = (...entries: unknown[]) => ({ configuration: { entries } });
const all = { protocol: "-1", portRange: null };
const without = (key: keyof Entry, of: Entry): Entry => {
  const { [key]: _, ...rest } = of;
  return rest;
};

describe("a network ACL is closed on TCP 22", () => {
  it.each<[string, unknown, Answer]>([
    ["allowed", acl(entry(100, "allow")), "false"],
    ["the default ACL", acl(entry(100, "allow", all), entry(32767, "deny", all)), "false"],
    ["nothing but the last deny", acl(entry(32767, "deny", all)), "true"],
    ["no entries", acl(), "true"],
    ["outgoing", acl(entry(100, "allow", { egress: true })), "true"],
    ["denied before", acl(entry(90, "deny", { portRange: { from: 0, to: 1023 } }), entry(100, "allow", all)), "true"],
    ["denied before, written after", acl(entry(100, "allow", all), entry(90, "deny")), "true"],
    ["denied after", acl(entry(90, "allow"), entry(100, "deny", all)), "false"],
    ["half of it denied", acl(entry(90, "deny", { cidrBlock: "0.0.0.0/1" }), entry(100, "allow")), "false"],
    [
      "denied in two halves",
      acl(
        entry(80, "deny", { cidrBlock: "0.0.0.0/1" }),
        entry(90, "deny", { cidrBlock: "128.0.0.0/1" }),
        entry(100, "allow"),
      ),
      "true",
    ],
    [
      "another port denied",
      acl(entry(90, "deny", { portRange: { from: 23, to: 23 } }), entry(100, "allow", all)),
      "false",
    ],
    ["another protocol denied", acl(entry(90, "deny", { protocol: "17" }), entry(100, "allow", all)), "false"],
    ["only IPv4 denied", acl(entry(90, "deny", all), entry(100, "allow", { ipv6CidrBlock: "::/0" })), "false"],
    [
      "IPv6 denied too",
      acl(entry(90, "deny", { ...all, ipv6CidrBlock: "::/0" }), entry(100, "allow", { ipv6CidrBlock: "::/0" })),
      "true",
    ],
    [
      "an allow before the deny of all",
      acl(entry(80, "allow", { cidrBlock: "198.51.100.0/24" }), entry(90, "deny", all), entry(100, "allow")),
      "true",
    ],
    ["two of one number", acl(entry(90, "allow"), entry(90, "deny")), "unknown"],
    ["two of one number, far apart", acl(entry(90, "deny"), entry(100, "allow", all), entry(90, "allow")), "unknown"],
    ["two of one number behind the allow", acl(entry(90, "allow"), entry(100, "deny"), entry(100, "deny")), "false"],
    ["no number", acl(without("ruleNumber", entry(1, "allow"))), "unknown"],
    ["a deny without number", acl(without("ruleNumber", entry(1, "deny")), entry(100, "allow")), "unknown"],
    ["no action", acl(without("ruleAction", entry(1, "allow"))), "unknown"],
    ["no direction", acl(without("egress", entry(1, "allow"))), "unknown"],
    ["a higher one that cannot be read", acl(entry(90, "deny", { cidrBlock: "?" }), entry(100, "allow")), "unknown"],
    [
      "a higher one on another port that cannot be read",
      acl(entry(90, "deny", { cidrBlock: "?", portRange: { from: 1, to: 2 } }), entry(100, "allow")),
      "false",
    ],
    ["a lower one that cannot be read", acl(entry(90, "allow"), entry(100, "deny", { cidrBlock: "?" })), "false"],
    [
      "a higher allow that cannot be read",
      acl(entry(90, "allow", { cidrBlock: "?" }), entry(100, "deny", all)),
      "unknown",
    ],
    [
      "an allow that cannot be read, behind a deny of IPv4",
      acl(entry(90, "deny", all), entry(100, "allow", { cidrBlock: "?" })),
      "unknown",
    ],
    [
      "an allow that cannot be read, behind a deny of everything",
      acl(
        entry(90, "deny", all),
        entry(91, "deny", { ...all, ipv6CidrBlock: "::/0" }),
        entry(100, "allow", { cidrBlock: "?" }),
      ),
      "true",
    ],
    ["no ranges", acl(without("cidrBlock", entry(100, "allow"))), "unknown"],
    ["TCP without ports", acl(without("portRange", entry(100, "allow"))), "unknown"],
    [
      "texts for numbers and booleans",
      acl(entry("100", "ALLOW", { egress: "false", portRange: { from: "22", to: "22" } })),
      "false",
    ],
    ["a null entry and an allow", acl(null, entry(100, "allow")), "unknown"],
    ["entries as text", { configuration: { entries: "none" } }, "unknown"],
  ])("%s", (_name, body, expected) => {
    expect(answerTo(SSH, body as Record<string, unknown>, { type: TYPE })).toBe(expected);
  });

  it.each<[string, unknown, Answer]>([
    ["allowed", acl(entry(100, "allow", { protocol: "1", icmpTypeCode: { type: 8, code: -1 } })), "false"],
    [
      "one type denied",
      acl(
        entry(90, "deny", { protocol: "1", icmpTypeCode: { type: 8, code: -1 } }),
        entry(100, "allow", { protocol: "1" }),
      ),
      "false",
    ],
    [
      "all types denied",
      acl(
        entry(90, "deny", { protocol: "1", icmpTypeCode: { type: -1, code: -1 } }),
        entry(100, "allow", { protocol: "1" }),
      ),
      "true",
    ],
    ["types not given", acl(entry(90, "deny", { protocol: "1" }), entry(100, "allow", { protocol: "1" })), "unknown"],
  ])("ICMP: %s", (_name, body, expected) => {
    expect(answerTo(ICMP, body as Record<string, unknown>, { type: TYPE })).toBe(expected);
  });

  it("may hide a deny before all where more entries may exist", () => {
    const unread = ["configuration.entries[]"];
    expect(answerTo(SSH, acl(entry(100, "allow")), { type: TYPE, unread })).toBe("unknown");
    expect(answerTo(SSH, acl(entry(100, "deny", all)), { type: TYPE, unread })).toBe("unknown");
  });

  it("names the entry that decides, and the two that leave it open", () => {
    expect(ask(SSH, acl(entry(32767, "deny", all), entry(100, "allow")), { type: TYPE }).evidence).toMatchObject([
      { path: "configuration.entries[1]", seen: entry(100, "allow"), wanted: "closed to the internet on tcp 22" },
    ]);
    expect(ask(SSH, acl(entry(90, "deny"), entry(90, "allow")), { type: TYPE }).evidence).toMatchObject([
      { path: "configuration.entries[1]", because: "another rule has the place 90 in the order too" },
    ]);
  });
});

describe("laws", () => {
  const entries = fc.array(
    fc.record(
      {
        ruleNumber: fc.constantFrom(90, 100, 110, 120, null),
        ruleAction: fc.constantFrom("allow", "deny", "?"),
        protocol: fc.constantFrom("6", "17", "-1", "1", "?"),
        egress: fc.constantFrom(false, false, true, null),
        cidrBlock: fc.constantFrom("0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1", "10.0.0.0/8", "x"),
        portRange: fc.constantFrom({ from: 0, to: 65535 }, { from: 22, to: 22 }, { from: 23, to: 80 }, null),
        icmpTypeCode: fc.constantFrom({ type: -1, code: -1 }, { type: 8, code: 0 }, null),
      },
      { requiredKeys: [] },
    ),
    { maxLength: 5 },
  );
  const keys = [
    "",
    ".ruleNumber",
    ".ruleAction",
    ".protocol",
    ".egress",
    ".cidrBlock",
    ".portRange",
    ".icmpTypeCode.type",
  ];
  const places = [
    "configuration.entries",
    "configuration.entries[]",
    ...[0, 1, 2].flatMap((i) => keys.map((key) => `configuration.entries[${i}]${key}`)),
  ];
  const every = { closed_to_internet: { ports: "every", protocol: "any" } };

  it("what was not read settles nothing", () => {
    fc.assert(
      fc.property(
        entries,
        fc.subarray(places, { maxLength: 4 }),
        fc.constantFrom(SSH, ICMP, every),
        (list, unread, condition) => {
          const whole = answerTo(condition, acl(...list), { type: TYPE });
          const part = answerTo(condition, acl(...list), { type: TYPE, unread });
          expect(part === "unknown" || part === whole).toBe(true);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it("the order they are written in says nothing", () => {
    fc.assert(
      fc.property(entries, (list) => {
        expect(answerTo(SSH, acl(...list.toReversed()), { type: TYPE })).toBe(
          answerTo(SSH, acl(...list), { type: TYPE }),
        );
      }),
    );
  });

  it("garbage never throws", () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        (value) =>
          void answerTo(SSH, acl(value, entry(1, "allow", { portRange: value, cidrBlock: value })), { type: TYPE }),
      ),
    );
  });
});
