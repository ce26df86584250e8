import { createHash } from "node:crypto";
import { withBacking } from "../assess/backing.ts";
import { factsOf } from "../evaluate/facts.ts";
import { createJudge } from "../evaluate/judge.ts";
import type { Library } from "../model/library.ts";
import type { Scope, ScopePart, SnapshotEntry } from "../model/resource.ts";
import type { Fix, Rule } from "../model/rule.ts";
import type { Evaluation, Run, RunFix, RunRule } from "../model/run.ts";
import type { Outcome } from "../model/words.ts";

export interface Assessment {
  readonly library: Library;
  readonly rules: readonly Rule[];
  /** As they are read, some at a time. */
  readonly batches: AsyncIterable<readonly SnapshotEntry[]>;
  /** ISO 8601 UTC. */
  readonly asOf: string;
  /** Days. */
  readonly maxAge: number;
  /** Outcomes that the run holds one by one; all are counted. */
  readonly keep: ReadonlySet<Outcome>;
  readonly version: string;
  /** Used where no source says its scope. */
  readonly scopeName: string;
  /** What the report must say beside what judging finds; missing: nothing. */
  readonly warnings?: readonly string[];
  /** Called after every entry with the number of resources so far. */
  readonly onProgress?: (resources: number) => void;
}

/** Judges all that the entries say, in one pass. */
export async function assess(assessment: Assessment): Promise<Run> {
  const { library, rules, batches, asOf, maxAge, keep, version, scopeName, onProgress } = assessment;
  const evaluations: Evaluation[] = [];
  const judge = createJudge({
    rules,
    responsibility: library.responsibility,
    facts: factsOf(library, asOf),
    maxAge,
    emit: keep,
    onEvaluation: (evaluation) => void evaluations.push(withBacking(evaluation)),
  });
  const scopes: Scope[] = [];
  let resources = 0;
  for await (const batch of batches) {
    for (const entry of batch) {
      judge.see(entry);
      if ("header" in entry && entry.header.scope) scopes.push(entry.header.scope);
      if ("resource" in entry) onProgress?.(++resources);
    }
  }
  const { summary, estate, blindSpots, warnings } = judge.finish();
  return {
    tool: { name: "demarc", version },
    scope: mergeScopes(scopes, scopeName),
    as_of: asOf,
    digests: { rules: digestOf(rules), library: digestOf({ ...library, rules: [] }) },
    rules: rules.map(toRunRule),
    evaluations,
    blind_spots: blindSpots,
    exemptions: [],
    estate,
    parties: [],
    units: [],
    attestations: [],
    summary,
    warnings: [...(assessment.warnings ?? []), ...warnings],
  };
}

function mergeScopes(scopes: readonly Scope[], name: string): Scope {
  const names = [...new Set(scopes.map((scope) => scope.name))];
  const parts = new Map<string, ScopePart>();
  for (const part of scopes.flatMap(({ expected }) => expected ?? []))
    parts.set(`${part.provider}/${part.account}`, part);
  return { name: names.length > 0 ? names.join(", ") : name, ...(parts.size > 0 && { expected: [...parts.values()] }) };
}

function digestOf(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex");
}

function toRunRule(rule: Rule): RunRule {
  const { id, title, failure_title, severity, status, layer, question, why, fix, manual, controls, references } = rule;
  return {
    id,
    title,
    failure_title,
    severity,
    status,
    layer,
    types: rule.resource,
    owner_role: rule.owner_role ?? null,
    consulted: [],
    question,
    why,
    fix: fix ? toRunFix(fix) : null,
    manual: manual ? { question: manual.question, evidence: manual.evidence } : null,
    controls,
    references,
  };
}

function toRunFix({ summary, effort, cli, terraform, bicep }: Fix): RunFix {
  return {
    summary,
    effort,
    ...(cli !== undefined && { cli }),
    ...(terraform !== undefined && { terraform }),
    ...(bicep !== undefined && { bicep }),
  };
}
