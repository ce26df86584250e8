import fc from "fast-check";
import { expect, it } from "vitest";
import { documentFrame } from "../../../../src/evaluate/language/frame.ts";
import {
  DEFAULT_WIDER_THAN,
  parseAddresses,
  unionAddresses,
} from "../../../../src/evaluate/questions/network/address-space.ts";
import { exposureOf } from "../../../../src/evaluate/questions/network/exposure.ts";
import type { PortRange } from "../../../../src/evaluate/questions/network/ports.ts";
import { ALL_PORTS } from "../../../../src/evaluate/questions/network/ports.ts";
import { ASKED_PROTOCOLS } from "../../../../src/evaluate/questions/network/protocol.ts";
import type { Protocol } from "../../../../src/evaluate/questions/network/protocol.ts";
import { quickExposure } from "../../../../src/evaluate/questions/network/quick-exposure.ts";
import type { NetworkRule, RuleList } from "../../../../src/evaluate/questions/network/rule.ts";

const document = { provider: "aws", account: "111122223333", region: "eu-west-1", type: "t", id: "i", name: "n" };
const frame = documentFrame({ document, unread: null });

const port = fc.constantFrom(0, 21, 22, 23, 80, 3389, 65535);
const range = fc.tuple(port, port).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));
const block = fc.constantFrom(
  "0.0.0.0/0",
  "0.0.0.0/1",
  "128.0.0.0/1",
  "10.0.0.0/8",
  "8.8.8.8/32",
  "::/0",
  "52.0.0.0/8",
);
const rarely = fc.integer({ min: 0, max: 9 }).map((n) => n > 0);

const rule: fc.Arbitrary<NetworkRule> = fc.record({
  frame: fc.constant(frame),
  action: fc.constantFrom("allow", "allow", "allow", "allow", "deny", null),
  rank: fc.constant(null),
  inbound: rarely,
  protocol: fc.constantFrom<Protocol | null>(6, 6, 17, 1, "any", null),
  ports: fc.record({
    value: fc.oneof(fc.array(range, { maxLength: 2 }), fc.constant<PortRange[]>([ALL_PORTS])),
    whole: rarely,
  }),
  sources: fc.record({
    value: fc.array(block, { maxLength: 3 }).map((texts) => unionAddresses(texts.map((text) => parseAddresses(text)!))),
    whole: rarely,
  }),
  doubts: fc.constant([]),
});

const list: fc.Arbitrary<RuleList> = fc.record({
  elements: fc.record({
    state: fc.constant("value" as const),
    frames: fc.constant([]),
    hole: fc.constantFrom(null, null, null, "more"),
    place: fc.constant(null),
  }),
  rules: fc.array(rule, { maxLength: 4 }),
  ordered: fc.constantFrom(false, false, false, true),
});

const asked = fc.record({
  protocols: fc.constantFrom(...Object.values(ASKED_PROTOCOLS)),
  ports: fc.oneof(fc.array(range, { minLength: 1, maxLength: 3 }), fc.constant("every" as const)),
  widerThan: fc.constant(DEFAULT_WIDER_THAN),
});

it("says what the look at every piece of ports says, or nothing", () => {
  const said = { sure: 0, nothing: 0 };
  fc.assert(
    fc.property(list, asked, (rules, question) => {
      const quick = quickExposure(rules, question);
      said[quick === null ? "nothing" : "sure"]++;
      if (quick !== null) expect(quick).toBe(exposureOf(rules, question, false).open);
    }),
    { numRuns: 2_000 },
  );
  expect(said.sure).toBeGreaterThan(100);
});
