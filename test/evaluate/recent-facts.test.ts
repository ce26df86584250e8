import { expect, it } from "vitest";
import { factsDigest } from "../../src/evaluate/fingerprint.ts";
import { createRecentFacts } from "../../src/evaluate/recent-facts.ts";
import type { Evidence } from "../../src/model/run.ts";

const FACT: Evidence = {
  path: "configuration.encrypted",
  seen: false,
  state: "value",
  wanted: "equals true",
  because: "the cloud's default",
  resource: "arn:aws:s3:::logs",
  call: "config-snapshot",
  at: "2026-11-20T06:00:00Z",
};
const { because: _, ...SHORTER } = FACT;

it("gives facts that decided of late as the very same list", () => {
  const recent = createRecentFacts();
  const first = recent([FACT, SHORTER], true);
  expect(first.facts_digest).toBe(factsDigest([FACT, SHORTER]));
  recent([SHORTER], true);
  expect(recent([{ ...FACT }, { ...SHORTER }], true).evidence).toBe(first.evidence);
});

it.each<[string, readonly Evidence[]]>([
  ["another value", [{ ...FACT, seen: "false" }]],
  ["another state", [{ ...FACT, state: "absent" }]],
  ["another path", [{ ...FACT, path: "configuration.kmsKeyId" }]],
  ["another wish", [{ ...FACT, wanted: "equals false" }]],
  ["another cause", [{ ...FACT, because: "absent counts as fail" }]],
  ["no cause", [SHORTER]],
  ["another resource", [{ ...FACT, resource: "arn:aws:s3:::data" }]],
  ["another call", [{ ...FACT, call: "config:BatchGetResourceConfig" }]],
  ["another time", [{ ...FACT, at: "2026-11-20T07:00:00Z" }]],
  ["one fact more", [FACT, SHORTER]],
  ["none", []],
])("takes no facts for others: %s", (_name, evidence) => {
  const recent = createRecentFacts();
  recent([FACT], true);
  expect(recent(evidence, true)).toEqual({ evidence, facts_digest: factsDigest(evidence) });
});

it("gives no digest where nothing failed, whatever failed by the same facts before", () => {
  const recent = createRecentFacts();
  recent([FACT], true);
  expect(recent([FACT], false)).toEqual({ evidence: [FACT], facts_digest: null });
});

it("holds no part of a document", () => {
  const recent = createRecentFacts();
  const seen = { ports: [22] };
  const before = recent([{ ...FACT, seen }], true);
  expect(recent([{ ...FACT, seen }], true).evidence).not.toBe(before.evidence);
});
