import { describe, expect, it } from "vitest";
import { fitsGlob } from "../../../src/assess/glob.ts";
import { parsePolicy } from "../../../src/evaluate/questions/policy/parse-policy.ts";
import { fitsPattern } from "../../../src/evaluate/language/wildcard.ts";
import { answerTo } from "../ask.ts";

/**
 * Patterns and texts made to be slow. Each would take years where every way to fit is tried, or hours where each entry is
 * held against each other one; the ordinary time of a test is the limit.
 */

const LONG = 60_000;

describe("expressions of rules", () => {
  const field = { kind: "text" } as const;
  it.each(["^(a+)+$", "^(a|aa)+$", "^(a|a?)+$", "^([a-z]+)*$", "^(.*)*a{9}!$", "^(a?){400}a{400}$", ".*.*.*.*.*=$"])(
    "%s",
    (matches) => {
      const body = { configuration: { text: `${"a".repeat(LONG)}-` } };
      const options = { fields: { "configuration.text": field } };
      expect(answerTo({ path: "configuration.text", matches } as never, body, options as never)).toBe("false");
    },
  );
});

describe("wildcards", () => {
  const pattern = `${"*a".repeat(500)}b`;
  it.each([
    ["of rules", fitsPattern],
    ["of exemptions and owners", fitsGlob],
  ])("%s", (_of, fits) => {
    expect(fits(pattern, "a".repeat(LONG))).toBe(false);
    expect(fits("*".repeat(1_000_000), "a".repeat(1_000_000))).toBe(true);
    expect(fits("*a".repeat(500), "a".repeat(LONG))).toBe(true);
  });
});

describe("policies", () => {
  const granting = (words: object) => ({ Effect: "Allow", Principal: "*", Action: "s3:*", Resource: "*", ...words });
  const policy = (...Statement: object[]) => ({ Version: "2012-10-17", Statement });
  const asked = (text: unknown) =>
    answerTo({ grants_none: { policy: "configuration.policy", to: "public" } } as never, {
      configuration: { policy: text },
    });

  it.each([
    ["an action", granting({ Action: `s3:${"*a".repeat(500_000)}` })],
    ["a resource", granting({ Resource: `arn:aws:s3:::b/${"*a".repeat(500_000)}` })],
    ["a principal", granting({ Principal: { AWS: `arn:aws:iam::444455556666:role/${"*a".repeat(500_000)}` } })],
  ])("with %s of a megabyte are not read", (_what, statement) => {
    expect(asked(policy(statement))).toBe("unknown");
  });

  it("of wildcards as long as they may be are held against each other", () => {
    const denied = {
      Effect: "Deny",
      Action: `s3:${"a*".repeat(100)}b`,
      Resource: `arn:aws:s3:::b/${"?*".repeat(900)}b`,
    };
    const allowed = { Action: `s3:${"*a".repeat(100)}`, Resource: `arn:aws:s3:::b/${"*a".repeat(900)}` };
    expect(asked(policy(granting(allowed), granting(denied)))).toBe("false");
  });

  it("of a hundred thousand statements are not read", () => {
    const many = policy(...Array.from({ length: 100_000 }, (_, i) => granting(i % 2 === 0 ? {} : { Effect: "Deny" })));
    expect(parsePolicy(many, "to a thing")).toEqual({ unreadable: "more than 2000 statements" });
    expect(asked(many)).toBe("unknown");
  });
});

describe("lists of a hundred thousand ranges", () => {
  const ranges = Array.from({ length: 100_000 }, (_, i) => `10.${(i >> 8) & 255}.${i & 255}.0/24`);
  const ssh = { closed_to_internet: { ports: [22], protocol: "tcp" } } as never;

  it("of a security group", () => {
    const group = (...all: string[]) => ({
      configuration: {
        ipPermissions: [{ ipProtocol: "tcp", fromPort: 22, toPort: 22, ipv4Ranges: all.map((cidrIp) => ({ cidrIp })) }],
      },
    });
    const options = { type: "AWS::EC2::SecurityGroup" };
    expect(answerTo(ssh, group(...ranges, "0.0.0.0/0"), options)).toBe("false");
  });
});
