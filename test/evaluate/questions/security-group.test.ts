import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { documentFrame } from "../../../src/evaluate/language/frame.ts";
import type { RelatedLookup } from "../../../src/evaluate/related/related-lookup.ts";
import { viewDocument } from "../../../src/evaluate/language/document-view.ts";
import type { Answer } from "../ask.ts";
import { answerTo, ask, documentFor } from "../ask.ts";

const TYPE = "AWS::EC2::SecurityGroup";
const SSH = { closed_to_internet: { ports: [22], protocol: "tcp" } };
const everyPort = (protocol: string) => ({ closed_to_internet: { ports: "every", protocol } });

const group = (...ipPermissions: unknown[]) => ({ configuration: { ipPermissions } });
const tcp = (fromPort: unknown, toPort: unknown, sources: object = world) => ({
  ipProtocol: "tcp",
  fromPort,
  toPort,
  ...sources,
});
const world = { ipv4Ranges: [{ cidrIp: "0.0.0.0/0" }] };
const office = { ipv4Ranges: [{ cidrIp: "198.51.100.0/24" }] };
const from = (...ranges: unknown[]) => ({ ipv4Ranges: ranges.map((cidrIp) => ({ cidrIp })) });

describe("a security group is closed on TCP 22", () => {
  it.each<[string, unknown, Answer]>([
    ["open", group(tcp(22, 22)), "false"],
    ["in a range", group(tcp(20, 25)), "false"],
    ["ports as text and floats", group(tcp("22", 22.0)), "false"],
    ["below the range", group(tcp(23, 100)), "true"],
    ["every port", group(tcp(-1, -1)), "false"],
    ["every protocol, without ports", group({ ipProtocol: "-1", ...world }), "false"],
    ["every protocol as a number", group({ ipProtocol: -1, ...world }), "false"],
    ["the number of TCP", group({ ...tcp(22, 22), ipProtocol: "6" }), "false"],
    ["the number of TCP, as a number", group({ ...tcp(22, 22), ipProtocol: 6 }), "false"],
    ["another protocol", group({ ...tcp(22, 22), ipProtocol: "udp" }), "true"],
    ["ICMP type 8, which looks like ports", group({ ...tcp(8, 0), ipProtocol: "icmp" }), "true"],
    ["no permissions", group(), "true"],
    ["an office", group(tcp(22, 22, office)), "true"],
    ["IPv6", group(tcp(22, 22, { ipv6Ranges: [{ cidrIpv6: "::/0" }] })), "false"],
    ["the allotted half of IPv6", group(tcp(22, 22, { ipv6Ranges: [{ cidrIpv6: "2000::/3" }] })), "false"],
    ["half the world", group(tcp(22, 22, from("0.0.0.0/1"))), "false"],
    ["two halves in two permissions", group(tcp(22, 22, from("0.0.0.0/1")), tcp(20, 30, from("128.0.0.0/1"))), "false"],
    [
      "two neighbours over two permissions",
      group(tcp(22, 22, from("12.0.0.0/8")), tcp(22, 22, from("13.0.0.0/8"))),
      "false",
    ],
    ["two neighbours on two ports", group(tcp(22, 22, from("12.0.0.0/8")), tcp(23, 23, from("13.0.0.0/8"))), "true"],
    ["private ranges", group(tcp(22, 22, from("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"))), "true"],
    ["the older spelling", group(tcp(22, 22, { ipRanges: ["0.0.0.0/0"] })), "false"],
    ["both spellings", group(tcp(22, 22, { ...world, ipRanges: ["0.0.0.0/0"] })), "false"],
    ["the older spelling as objects", group(tcp(22, 22, { ipRanges: [{ cidrIp: "0.0.0.0/0" }] })), "false"],
    ["another group", group(tcp(22, 22, { userIdGroupPairs: [{ groupId: "sg-1" }] })), "true"],
    ["all kinds empty", group(tcp(22, 22, { ipv4Ranges: [], ipv6Ranges: [], userIdGroupPairs: [] })), "true"],
    ["no kind of source", group(tcp(22, 22, {})), "unknown"],
    ["TCP without ports", group({ ipProtocol: "tcp", ...world }), "unknown"],
    ["TCP without ports, from an office", group({ ipProtocol: "tcp", ...office }), "true"],
    ["ports that run backwards", group(tcp(30, 20)), "unknown"],
    ["a port that is none", group(tcp(22, 99999)), "unknown"],
    ["half a port", group(tcp(21.5, 23)), "unknown"],
    ["a protocol that is no word", group({ ...tcp(22, 22), ipProtocol: "tpc" }), "unknown"],
    ["no protocol", group({ ...world, fromPort: 22, toPort: 22 }), "unknown"],
    ["a range that is none", group(tcp(22, 22, from("0.0.0.0/33"))), "unknown"],
    ["a range that is a number", group(tcp(22, 22, from(0))), "unknown"],
    ["ranges that are text", group(tcp(22, 22, { ipv4Ranges: "0.0.0.0/0" })), "unknown"],
    [
      "ranges that are masked",
      group(tcp(22, 22, { ipv4Ranges: { masked: true, length: 3, looks_like: "nothing" } })),
      "unknown",
    ],
    ["a prefix list nobody read", group(tcp(22, 22, { prefixListIds: [{ prefixListId: "pl-1" }] })), "unknown"],
    ["a prefix list on another port", group(tcp(80, 80, { prefixListIds: [{ prefixListId: "pl-1" }] })), "true"],
    ["an element that is null", group(null), "unknown"],
    ["open beside an element that is null", group(null, tcp(22, 22)), "false"],
    ["an element that is text", group("tcp"), "unknown"],
    ["open beside one that cannot be read", group({ ...tcp(1, 2), ipProtocol: {} }, tcp(22, 22)), "false"],
    ["permissions as text", { configuration: { ipPermissions: "[]" } }, "unknown"],
    ["permissions as an object", { configuration: { ipPermissions: {} } }, "unknown"],
    ["permissions absent", { configuration: { groupId: "sg-1" } }, "unknown"],
    ["an empty root", { configuration: {} }, "unknown"],
    ["no root", {}, "unknown"],
  ])("%s", (_name, body, expected) => {
    expect(answerTo(SSH, body as Record<string, unknown>, { type: TYPE })).toBe(expected);
  });

  it("says absent rules count as the rule says", () => {
    expect(answerTo(SSH, { configuration: { groupId: "sg-1" } }, { type: TYPE, absent: "fail" })).toBe("false");
  });

  it.each<[string[], Answer]>([
    [["configuration.ipPermissions"], "unknown"],
    [["configuration"], "unknown"],
    [["configuration.ipPermissions[]"], "unknown"],
    [["configuration.ipPermissions[0].ipv4Ranges"], "unknown"],
    // Whatever the protocol is, the office is not the internet.
    [["configuration.ipPermissions[0].ipProtocol"], "true"],
    [["configuration.ipPermissions[0].ipv4Ranges[]"], "unknown"],
    [["configuration.groupName"], "true"],
  ])("with %j unread", (unread, expected) => {
    expect(answerTo(SSH, group(tcp(22, 22, office)), { type: TYPE, unread })).toBe(expected);
  });

  it("stays open where more permissions may exist", () => {
    const unread = ["configuration.ipPermissions[]"];
    expect(answerTo(SSH, group(tcp(22, 22)), { type: TYPE, unread })).toBe("false");
  });
});

describe("other ports", () => {
  it.each<[string, object, unknown, Answer]>([
    ["a range that meets", { ports: ["3000-3010"], protocol: "tcp" }, group(tcp(3010, 4000)), "false"],
    ["a range beside", { ports: ["3000-3010"], protocol: "tcp" }, group(tcp(3011, 4000)), "true"],
    ["any of several", { ports: [1, 22], protocol: "tcp" }, group(tcp(22, 22)), "false"],
    ["any protocol, UDP", { ports: [53], protocol: "any" }, group({ ...tcp(53, 53), ipProtocol: "udp" }), "false"],
    ["any protocol, ICMP", { ports: [8], protocol: "any" }, group({ ...tcp(8, 8), ipProtocol: "icmp" }), "true"],
    ["ICMP", { ports: "every", protocol: "icmp" }, group({ ...tcp(8, -1), ipProtocol: "icmp" }), "false"],
    [
      "ICMP for IPv6",
      { ports: "every", protocol: "icmp" },
      group({ ipProtocol: "58", ipv6Ranges: [{ cidrIpv6: "::/0" }] }),
      "false",
    ],
    ["ICMP, only TCP open", { ports: "every", protocol: "icmp" }, group(tcp(-1, -1)), "true"],
    [
      "a narrower internet",
      { ports: [22], protocol: "tcp", wider_than: { ipv4: 24 } },
      group(tcp(22, 22, from("12.0.0.0/16"))),
      "false",
    ],
  ])("%s", (_name, argument, body, expected) => {
    expect(answerTo({ closed_to_internet: argument }, body as Record<string, unknown>, { type: TYPE })).toBe(expected);
  });

  it.each<[string, unknown, Answer]>([
    ["one port is not every port", group(tcp(22, 22)), "true"],
    ["-1", group({ ipProtocol: "-1", ...world }), "false"],
    ["0-65535", group(tcp(0, 65535)), "false"],
    ["1-65535", group(tcp(1, 65535)), "false"],
    ["all but the last", group(tcp(0, 65534)), "true"],
    ["all together", group(tcp(0, 1000), tcp(900, 65535)), "false"],
    ["a hole between", group(tcp(0, 1000), tcp(1002, 65535)), "true"],
    ["a port may be missing", group(tcp(0, 1000), tcp(1001, 65535, { ipv4Ranges: "?" })), "unknown"],
  ])("every port: %s", (_name, body, expected) => {
    expect(answerTo(everyPort("tcp"), body as Record<string, unknown>, { type: TYPE })).toBe(expected);
    expect(answerTo(everyPort("any"), body as Record<string, unknown>, { type: TYPE })).toBe(expected);
  });

  it("takes ports from a parameter", () => {
    const params = { ports: { type: "list", default: [22, "3000-3010"], about: "" } } as const;
    const condition = { closed_to_internet: { ports: { param: "ports" }, protocol: "tcp" } };
    expect(answerTo(condition, group(tcp(3005, 3005)), { type: TYPE, params })).toBe("false");
    expect(answerTo(condition, group(tcp(23, 2999)), { type: TYPE, params })).toBe("true");
  });
});

describe("prefix lists", () => {
  const list = (configuration: unknown): RelatedLookup => {
    const view = viewDocument(documentFor({ id: "pl-arn", configuration }, { type: "AWS::EC2::PrefixList" }));
    return ({ key }) => ({ found: key === "pl-1" ? [documentFrame(view).view] : [], hole: null });
  };
  const body = group(tcp(22, 22, { prefixListIds: [{ prefixListId: "pl-1" }] }));

  it.each<[string, unknown, Answer]>([
    ["the world", { PrefixListId: "pl-1", Entries: [{ Cidr: "0.0.0.0/0" }] }, "false"],
    ["an office", { PrefixListId: "pl-1", Entries: [{ Cidr: "198.51.100.0/24" }] }, "true"],
    ["empty", { PrefixListId: "pl-1", Entries: [] }, "true"],
    ["entries not there", { PrefixListId: "pl-1" }, "unknown"],
    ["an entry that is none", { PrefixListId: "pl-1", Entries: [{ Cidr: "x" }] }, "unknown"],
  ])("%s", (_name, configuration, expected) => {
    expect(answerTo(SSH, body, { type: TYPE, related: list(configuration) })).toBe(expected);
  });

  it("that were not read tell why", () => {
    const hole = "AWS::EC2::PrefixList was not wholly read: denied";
    const { evidence } = ask(SSH, body, { type: TYPE, related: () => ({ found: [], hole }) });
    expect(evidence).toMatchObject([{ state: "unread", seen: hole, because: "the prefix list pl-1 was not read" }]);
  });
});

describe("evidence", () => {
  it("names every permission that lets the internet in", () => {
    const { evidence } = ask(SSH, group(tcp(80, 80), tcp(22, 22), tcp(1, 100), tcp(22, 22, office)), { type: TYPE });
    expect(evidence.map(({ path, seen, state, wanted }) => ({ path, seen, state, wanted }))).toEqual([
      {
        path: "configuration.ipPermissions[1]",
        seen: tcp(22, 22),
        state: "value",
        wanted: "closed to the internet on tcp 22",
      },
      {
        path: "configuration.ipPermissions[2]",
        seen: tcp(1, 100),
        state: "value",
        wanted: "closed to the internet on tcp 22",
      },
    ]);
  });

  it("names those that do it only together", () => {
    const { evidence } = ask(SSH, group(tcp(22, 22, from("12.0.0.0/8")), tcp(22, 22, from("13.0.0.0/8"))), {
      type: TYPE,
    });
    expect(evidence.map(({ path }) => path)).toEqual([
      "configuration.ipPermissions[0]",
      "configuration.ipPermissions[1]",
    ]);
  });

  it("names what was not understood, and only where it matters", () => {
    const lists = { prefixListIds: [{ prefixListId: "pl-1" }] };
    const { evidence } = ask(SSH, group(tcp(443, 443, lists), tcp(22, 22, lists)), { type: TYPE });
    expect(evidence).toMatchObject([
      { path: "configuration.ipPermissions[1].prefixListIds[0]", because: "the prefix list pl-1 was not read" },
    ]);
  });

  it("says how many were looked at", () => {
    const { evidence } = ask(SSH, group(tcp(80, 80)), { type: TYPE });
    expect(evidence).toMatchObject([{ path: "configuration.ipPermissions", seen: 1, state: "none_found" }]);
  });
});

describe("laws", () => {
  const permission = fc.record(
    {
      ipProtocol: fc.constantFrom("tcp", "udp", "-1", "6", "?", null),
      fromPort: fc.constantFrom(0, 20, 22, -1, "x", null),
      toPort: fc.constantFrom(22, 30, 65535, -1, null),
      ipv4Ranges: fc.array(fc.record({ cidrIp: fc.constantFrom("0.0.0.0/0", "10.0.0.0/8", "12.0.0.0/8", "x", null) }), {
        maxLength: 2,
      }),
      ipv6Ranges: fc.array(fc.record({ cidrIpv6: fc.constantFrom("::/0", "fd00::/8") }), { maxLength: 1 }),
      userIdGroupPairs: fc.constant([]),
    },
    { requiredKeys: [] },
  );
  const bodies = fc.array(permission, { maxLength: 3 }).map((list) => group(...list));
  const places = [
    "",
    "[]",
    "[0]",
    "[1]",
    "[0].ipProtocol",
    "[0].fromPort",
    "[1].ipv4Ranges",
    "[0].ipv4Ranges[]",
    "[0].ipv4Ranges[0].cidrIp",
  ].map((end) => `configuration.ipPermissions${end}`);

  it("what was not read settles nothing", () => {
    fc.assert(
      fc.property(
        bodies,
        fc.subarray(places),
        fc.constantFrom(SSH, everyPort("tcp"), everyPort("any")),
        (body, unread, condition) => {
          const whole = answerTo(condition, body, { type: TYPE });
          const part = answerTo(condition, body, { type: TYPE, unread });
          expect(part === "unknown" || part === whole).toBe(true);
        },
      ),
      { numRuns: 1500 },
    );
  });

  it("garbage never throws", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        answerTo(SSH, group(value), { type: TYPE });
        answerTo(SSH, { configuration: { ipPermissions: value } }, { type: TYPE });
        answerTo(SSH, group(tcp(22, 22, { ipv4Ranges: value, ipv6Ranges: value, prefixListIds: value })), {
          type: TYPE,
        });
      }),
    );
  });
});
