import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DEFAULT_WIDER_THAN,
  isInternet,
  parseAddressRange,
  parseAddresses,
  unionAddresses,
} from "../../../../src/evaluate/questions/network/address-space.ts";
import type { Interval } from "../../../../src/evaluate/questions/network/interval.ts";
import { mergeIntervals, subtractIntervals } from "../../../../src/evaluate/questions/network/interval.ts";

const internet = (...ranges: string[]) =>
  isInternet(unionAddresses(ranges.map((range) => parseAddresses(range)!)), DEFAULT_WIDER_THAN);

describe("the internet", () => {
  it.each<[string[], boolean]>([
    [["0.0.0.0/0"], true],
    [["::/0"], true],
    [["2000::/3"], true],
    [["0.0.0.0/1"], true],
    [["128.0.0.0/1"], true],
    [["0.0.0.0/1", "128.0.0.0/1"], true],
    [["::ffff:0:0/96"], true],
    [["0.0.0.0-255.255.255.255"], true],
    [["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"], false],
    [["10.0.0.0/7"], false],
    [["12.0.0.0/7"], true],
    [["12.0.0.0/8"], false],
    [["12.0.0.0/9", "12.128.0.0/9", "13.0.0.0/16"], true],
    [["12.0.0.0/8", "14.0.0.0/8", "16.0.0.0/8"], false],
    [["100.64.0.0/10", "169.254.0.0/16", "224.0.0.0/3"], false],
    [["fc00::/7", "fe80::/10", "ff00::/8"], false],
    [["2a00::/16"], false],
    [["2a00::/15"], true],
    [["203.0.113.7/32"], false],
    [[], false],
  ])("%j: %s", (ranges, expected) => {
    expect(internet(...ranges)).toBe(expected);
  });

  it("is more than a quarter of the space, in however many blocks", () => {
    // Every second /8 of the public space, none of which touches another.
    const eights = Array.from({ length: 112 }, (_, i) => 2 * i + 1).filter((first) => first !== 127);
    const blocks = eights.map((first) => `${first}.0.0.0/8`);
    expect(internet(...blocks.slice(0, 64))).toBe(false);
    expect(internet(...blocks.slice(0, 66))).toBe(true);
  });
});

describe("parsing", () => {
  it.each([
    "",
    " ",
    "10",
    "10.0.0",
    "10.0.0.0/33",
    "10.0.0.0/-1",
    "10.0.0.0/",
    "010.0.0.1",
    "0x7f.1.1.1",
    "::/129",
    "fe80::1%eth0",
    "10.0.0.9-10.0.0.1",
    "10.0.0.1-::1",
    "1-2",
    "internet",
    "10.0.0.0/8/8",
  ])("%j is no range", (text) => {
    expect(parseAddresses(text)).toBeUndefined();
  });

  it.each<[string, bigint, bigint]>([
    ["10.0.0.1", 0x0a000001n, 0x0a000001n],
    ["10.0.0.1/8", 0x0a000000n, 0x0affffffn],
    ["10.0.0.1-10.0.0.3", 0x0a000001n, 0x0a000003n],
    [" 10.0.0.1 ", 0x0a000001n, 0x0a000001n],
    ["::ffff:10.0.0.1", 0x0a000001n, 0x0a000001n],
  ])("%s", (text, from, to) => {
    expect(parseAddresses(text)).toEqual({ ipv4: [{ from, to }], ipv6: [] });
  });

  it("takes a range by its two ends", () => {
    expect(parseAddressRange("0.0.0.0", "255.255.255.255")?.ipv4).toEqual([{ from: 0n, to: 0xffffffffn }]);
    expect(parseAddressRange("10.0.0.2", "10.0.0.1")).toBeUndefined();
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.ipV4(), fc.ipV6(), fc.stringMatching(/^[0-9a-f:./%-]{0,40}$/)), (text) => {
        parseAddresses(text);
      }),
    );
  });
});

describe("interval arithmetic", () => {
  const intervals = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 8 })), { maxLength: 12 })
    .map((pairs) => pairs.map(([from, more]): Interval => ({ from: BigInt(from), to: BigInt(from + more) })));
  const members = (list: readonly Interval[]) =>
    Array.from({ length: 60 }, (_, n) => BigInt(n)).filter((n) => list.some(({ from, to }) => from <= n && n <= to));

  it("merges to the same members, apart and in order", () => {
    fc.assert(
      fc.property(intervals, (list) => {
        const merged = mergeIntervals(list);
        expect(members(merged)).toEqual(members(list));
        for (const [i, one] of merged.entries()) {
          if (i > 0) expect(one.from > merged[i - 1]!.to + 1n).toBe(true);
        }
      }),
    );
  });

  it("subtracts member by member", () => {
    fc.assert(
      fc.property(intervals, intervals, (from, taken) => {
        const left = subtractIntervals(mergeIntervals(from), mergeIntervals(taken));
        const gone = new Set(members(taken));
        expect(members(left)).toEqual(members(from).filter((n) => !gone.has(n)));
        expect(left).toEqual(mergeIntervals(left));
      }),
    );
  });
});
