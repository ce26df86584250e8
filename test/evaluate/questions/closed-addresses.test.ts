import { describe, expect, it } from "vitest";
import type { Answer } from "../ask.ts";
import { answerTo, ask } from "../ask.ts";

const list = (more: object = {}) => ({
  closed_to_internet: { addresses: "configuration.cidrs", empty: "open", ...more },
});
const body = (cidrs: unknown) => ({ configuration: { cidrs, other: 1 } });

describe("a list of ranges", () => {
  it.each<[string, unknown, Answer]>([
    ["the world", ["0.0.0.0/0"], "false"],
    ["two halves", ["0.0.0.0/1", "128.0.0.0/1"], "false"],
    ["an office", ["198.51.100.0/24"], "true"],
    ["one that is none", ["198.51.100.0/24", "?"], "unknown"],
    ["the world beside one that is none", ["?", "::/0"], "false"],
    ["empty", [], "false"],
    ["null", null, "unknown"],
    ["text", "0.0.0.0/0", "unknown"],
    ["masked", { masked: true, length: 9, looks_like: "nothing" }, "unknown"],
    ["a null among them", ["198.51.100.0/24", null], "unknown"],
    ["a number among them", ["198.51.100.0/24", 4], "unknown"],
    ["the address of Azure's services", ["0.0.0.0"], "false"],
  ])("%s", (_name, cidrs, expected) => {
    expect(answerTo(list(), body(cidrs))).toBe(expected);
  });

  it("takes an empty list and an absent one as the rule says", () => {
    expect(answerTo(list({ empty: "closed" }), body([]))).toBe("true");
    expect(answerTo(list({ absent: "fail" }), body(null))).toBe("false");
    expect(answerTo(list({ absent: "pass" }), body(null))).toBe("true");
    expect(answerTo({ not: list({ absent: "fail" }) }, body(null))).toBe("false");
    expect(answerTo({ not: list() }, body(["0.0.0.0/0"]))).toBe("true");
  });

  it("stays open, and is never known to be closed, where the list may be longer", () => {
    const unread = ["configuration.cidrs[]"];
    expect(answerTo(list(), body(["0.0.0.0/0"]), { unread })).toBe("false");
    expect(answerTo(list(), body(["198.51.100.0/24"]), { unread })).toBe("unknown");
    expect(answerTo(list({ empty: "closed" }), body([]), { unread })).toBe("unknown");
    expect(answerTo(list({ empty: "closed" }), body([]), { unread: ["configuration"] })).toBe("unknown");
  });

  it("finds the range inside the element", () => {
    const at = { addresses: "configuration.rules", at: "ip.range", empty: "closed" };
    const rules = (...ranges: unknown[]) => ({ configuration: { rules: ranges.map((range) => ({ ip: { range } })) } });
    expect(answerTo({ closed_to_internet: at }, rules("10.0.0.0/8", "0.0.0.0/0"))).toBe("false");
    expect(answerTo({ closed_to_internet: at }, rules("10.0.0.0/8"))).toBe("true");
    expect(answerTo({ closed_to_internet: at }, rules("10.0.0.0/8", undefined))).toBe("unknown");
  });

  it("names the ranges that let the internet in", () => {
    expect(ask(list(), body(["10.0.0.0/8", "0.0.0.0/0"])).evidence).toMatchObject([
      { path: "configuration.cidrs[1]", seen: "0.0.0.0/0", state: "value", wanted: "closed to the internet" },
    ]);
  });
});

describe("ranges by their ends", () => {
  const firewall = (more: object = {}) => ({
    closed_to_internet: {
      addresses: 'children["firewallrules"]',
      start: "properties.startIpAddress",
      end: "properties.endIpAddress",
      empty: "closed",
      ...more,
    },
  });
  const rules = (...pairs: [unknown, unknown][]) => ({
    children: {
      firewallrules: pairs.map(([startIpAddress, endIpAddress]) => ({ properties: { startIpAddress, endIpAddress } })),
    },
  });

  it.each<[string, Record<string, unknown>, object, Answer]>([
    ["everything", rules(["0.0.0.0", "255.255.255.255"]), {}, "false"],
    ["an office", rules(["198.51.100.1", "198.51.100.9"]), {}, "true"],
    ["backwards", rules(["198.51.100.9", "198.51.100.1"]), {}, "unknown"],
    ["no end", rules(["198.51.100.9", undefined]), {}, "unknown"],
    ["Azure's services", rules(["0.0.0.0", "0.0.0.0"]), {}, "false"],
    ["Azure's services, left out", rules(["0.0.0.0", "0.0.0.0"]), { ignore: ["azure_services"] }, "true"],
    [
      "Azure's services, left out, not an empty list",
      rules(["0.0.0.0", "0.0.0.0"]),
      { ignore: ["azure_services"], empty: "open" },
      "true",
    ],
    ["none", rules(), {}, "true"],
    ["not asked for", { children: { other: [] } }, {}, "unknown"],
    ["none exist for this kind", { children: { firewallrules: { unsupported: true } } }, {}, "unknown"],
  ])("%s", (_name, document, more, expected) => {
    expect(answerTo(firewall(more), document, { provider: "azure" })).toBe(expected);
  });
});
