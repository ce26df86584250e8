import { expect } from "vitest";
import { createJudge } from "../../src/evaluate/judge.ts";
import type { Facts } from "../../src/evaluate/language/context.ts";
import type { ResponsibilityModel } from "../../src/model/responsibility.ts";
import type { ResourceDocument, SnapshotEntry } from "../../src/model/resource.ts";
import type { Rule } from "../../src/model/rule.ts";
import type { Evaluation, RunSummary } from "../../src/model/run.ts";
import { LAYERS, OUTCOMES } from "../../src/model/words.ts";
import type { Layer, LayerState } from "../../src/model/words.ts";
import { AS_OF } from "./ask.ts";

const layers = (state: LayerState, changed: Partial<Record<Layer, LayerState>> = {}) =>
  ({ ...Object.fromEntries(LAYERS.map((layer) => [layer, state])), ...changed }) as Record<Layer, LayerState>;

export const model: ResponsibilityModel = {
  layers: [],
  profiles: {
    thing: {
      model: "paas",
      about: "a thing",
      layers: layers("customer", { hardware: "provider", os: "n/a", runtime: "delegate-parent" }),
    },
  },
  types: {
    "Test::Thing": {
      provider: "test",
      profile: "thing",
      confidence: "high",
      sources: [],
      exceptions: [
        {
          id: "managed",
          when: { path: "configuration.managed", equals: true },
          set: { identity: "provider" },
          why: "run by the provider",
          sources: [],
        },
      ],
    },
    "Test::Account": { provider: "test", profile: "thing", confidence: "high", sources: [] },
  },
  everywhere: [],
  sources: {},
};

export const facts: Facts = {
  fields: {},
  tables: {},
  conditions: {},
  providers: { test: { case: "sensitive" } },
  asOf: Date.parse(AS_OF),
};

export function rule(id: string, body: Partial<Rule>): Rule {
  return {
    id,
    title: id,
    failure_title: id,
    status: "stable",
    severity: "high",
    layer: "service-config",
    responsibility: "customer",
    resource: ["Test::Thing"],
    question: "?",
    why: "because",
    controls: {},
    references: [],
    aliases: [],
    file: `${id}.yaml`,
    ...body,
  };
}

export function thing(
  id: string,
  configuration: Record<string, unknown> | null,
  more: Partial<ResourceDocument> = {},
): SnapshotEntry {
  return {
    resource: {
      provider: "test",
      account: "1",
      region: "north",
      type: "Test::Thing",
      id,
      name: id,
      configuration,
      confirmed_at: AS_OF,
      ...more,
    },
  };
}

export function judge(
  rules: readonly Rule[],
  entries: readonly SnapshotEntry[],
  maxAge = 7,
  known: Facts = facts,
): { evaluations: Evaluation[]; summary: RunSummary } {
  const evaluations: Evaluation[] = [];
  const judging = createJudge({
    rules,
    responsibility: model,
    facts: known,
    maxAge,
    emit: new Set(OUTCOMES),
    onEvaluation: (evaluation) => void evaluations.push(evaluation),
  });
  for (const entry of entries) judging.see(entry);
  const { summary } = judging.finish();
  const counted = OUTCOMES.reduce((sum, outcome) => sum + summary[outcome], 0);
  expect(counted).toBe(summary.pairs);
  expect(evaluations).toHaveLength(summary.pairs);
  return { evaluations, summary };
}

export const encrypted = rule("test-thing-encrypted", { expect: { path: "configuration.encrypted", equals: true } });

/** "There must be a good thing", asked of the account. */
export const exists = rule("test-account-has-thing", {
  resource: ["Test::Account"],
  expect: {
    some: { related: "Test::Thing", within: "account", where: { path: "configuration.good", equals: true } },
  },
});
export const account: SnapshotEntry = {
  resource: {
    provider: "test",
    account: "1",
    region: "global",
    type: "Test::Account",
    id: "1",
    name: "1",
    confirmed_at: AS_OF,
  },
};
