import { createHash } from "node:crypto";
import { createServiceOf } from "../../assess/service-of.ts";
import { controlWords, createControlIndex } from "../../assess/control-words.ts";
import { mergeParts } from "../../assess/merge/merge-parts.ts";
import type { LeftAccount } from "../../evaluate/parts/account-leavings.ts";
import { NotDivisible } from "../../inventory/file-part.ts";
import { createInputDigest } from "../../inventory/input-digest.ts";
import { type Judging, openJudge } from "./open-judge.ts";
import type { OpenedOwners } from "../given/open-owners.ts";
import type { PartsApart } from "../parts/parts-apart.ts";
import { watchInstead } from "../sources/read-instead.ts";
import type { Retention } from "./retention.ts";
import type { ProviderWord } from "../../model/provider-word.ts";
import type { Roles } from "../../model/responsibility.ts";
import type { Scope, ScopePart, SnapshotEntry } from "../../model/resource.ts";
import type { Fix, Rule } from "../../model/rule.ts";
import type { Run, RunFix, RunRule } from "../../model/run.ts";
import { lazily } from "../../rules/lazily.ts";
import { digestOfOwnRules, digestOfParts, digestOfRules } from "../../rules/digests.ts";

export interface Assessment extends Judging {
  /** The entries in batches, in the order they are read. */
  readonly batches: AsyncIterable<readonly SnapshotEntry[]>;
  readonly retention: Retention;
  readonly version: string;
  /** Warnings for the report beside those of judging; none if missing. */
  readonly warnings?: readonly string[];
  /** Whether the digest of what was read goes into the run, so that the run can be verified. */
  readonly digestInput?: boolean;
  /** Parts of the input that other threads judge; the batches then lack their resources. If missing, this thread judges everything. */
  readonly apart?: PartsApart;
  /** Called after every batch with the number of resources so far. */
  readonly onProgress?: (resources: number) => void;
}

/**
 * Judges all the entries in one pass.
 *
 * @throws {NotDivisible} if parts that other threads judged do not add up to what one judge of everything would say.
 */
export async function assess(assessment: Assessment): Promise<Run> {
  const { library, rules, batches, asOf, retention, version, scopeName, owners, apart, onProgress } = assessment;
  const { expected = [] } = assessment;
  const judge = openJudge(assessment);
  const serviceOf = createServiceOf(library.providers);
  const scopes: Scope[] = [];
  const words: ProviderWord[] = [];
  const instead = watchInstead();
  const input = assessment.digestInput ? createInputDigest() : undefined;
  const enterAccounts = (accounts: readonly LeftAccount[]): void => {
    if (!accounts.every(judge.enterAccount)) throw new NotDivisible("parts hold of the same account");
  };
  let [resources, ends] = [0, 0];
  for await (const batch of batches) {
    for (const entry of batch) {
      if ("account_end" in entry) {
        ends += 1;
        if (apart?.isBeyond()) enterAccounts(await apart.leftBy(ends));
      }
      judge.see(entry);
      input?.see(entry);
      if ("header" in entry && entry.header.scope) scopes.push(entry.header.scope);
      if ("read" in entry) instead.see(entry.read);
      if ("provider_word" in entry) words.push(entry.provider_word);
      if ("resource" in entry) resources += 1;
      else if ("passed_over" in entry) resources += entry.passed_over.count;
    }
    onProgress?.(resources);
  }
  for (const { judged, left, retained, seen } of (await apart?.judged()) ?? []) {
    enterAccounts(left);
    judge.enterPart(judged);
    retention.parts!.enter(retained);
    input?.enter(seen);
  }
  if (!judge.areOne()) throw new NotDivisible("more may have to be kept than fits");
  const { summary, estate, blindSpots, warnings } = judge.finish();
  const said =
    words.length === 0 ? [] : controlWords(words, createControlIndex(library.control_names, library.frameworks));
  // Has its own digest: custom rules shape the verdict, and no release of demarc changes them.
  const own = digestOfOwnRules(rules);
  return {
    tool: { name: "demarc", version },
    scope: mergeScopes(scopes, expected, scopeName),
    as_of: asOf,
    digests: {
      rules: digestOfRules(rules),
      library: digestOfParts(library),
      ...(own && { own_rules: own }),
      ...(input && { input: input.finish() }),
      ...(owners && { owners: digestOf([owners.text, owners.unitRules]) }),
    },
    rules: everyRule(rules, owners).map((rule) => toRunRule(rule, library.roles)),
    evaluations: retention.evaluations(),
    blind_spots: blindSpots,
    exemptions: [],
    estate: estate.map((part) => ({ ...part, service: serviceOf(part.provider, part.type) })),
    parties: owners?.owners.parties ?? [],
    units: (owners?.owners.units ?? []).map(({ id, accountable }) => ({
      id,
      ...(accountable === undefined ? {} : { accountable }),
    })),
    attestations: [],
    ...(said.length > 0 && { provider_words: said }),
    summary,
    warnings: [
      ...(assessment.warnings ?? []),
      ...instead.warnings(),
      ...(owners?.warnings ?? []).map(({ file, line, message }) => `${file}:${line}: ${message}`),
      ...(owners?.finder.warnings() ?? []),
      ...warnings,
    ],
  };
}

function mergeScopes(scopes: readonly Scope[], said: readonly ScopePart[], name: string): Scope {
  const names = [...new Set(scopes.map((scope) => scope.name))];
  const parts = mergeParts([...scopes.flatMap(({ expected }) => expected ?? []), ...said]);
  return {
    name: names.length > 0 ? names.join(", ") : name,
    ...(parts.length > 0 && { expected: parts }),
    ...(scopes.some(({ partial }) => partial === true) && { partial: true }),
  };
}

function digestOf(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex");
}

/** Each rule once, in the form that applies to everybody if there is one. */
function everyRule(rules: readonly Rule[], owners: OpenedOwners | undefined): Rule[] {
  const known = new Map<string, Rule>();
  for (const rule of [...rules, ...(owners?.unitRules ?? []).flatMap((unit) => unit.rules)])
    if (!known.has(rule.id)) known.set(rule.id, rule);
  return [...known.values()];
}

/** The functions in an organization that the benchmark's controls name as involved. */
function consulted({ controls }: Rule, { mcsb_roles: { source, roles, controls: named } }: Roles): string[] {
  const own = Object.entries(controls).filter(([framework]) => framework.split("-", 1)[0] === source);
  const functions = own.flatMap(([, ids]) => ids.flatMap((id) => (Object.hasOwn(named, id) ? named[id]! : [])));
  return [...new Set(functions)].map((id) => (Object.hasOwn(roles, id) ? roles[id]! : id)).toSorted();
}

/** What the report of a run prints about a rule; made only for the rules that it names. */
function toRunRule(rule: Rule, allRoles: Roles): RunRule {
  const { id, title, severity, status, layer, resource: types, owner_role = null } = rule;
  return lazily<RunRule>(RUN_RULE_KEYS, { id, title, severity, status, layer, types, owner_role }, () => {
    const { failure_title, question, why, fix, manual, controls, references } = rule;
    return {
      failure_title,
      consulted: consulted(rule, allRoles),
      question,
      why,
      fix: fix ? toRunFix(fix) : null,
      manual: manual ? { question: manual.question, evidence: manual.evidence } : null,
      controls,
      references,
    };
  });
}

const RUN_RULE_KEYS: readonly (keyof RunRule)[] = [
  "id",
  "title",
  "failure_title",
  "severity",
  "status",
  "layer",
  "types",
  "owner_role",
  "consulted",
  "question",
  "why",
  "fix",
  "manual",
  "controls",
  "references",
];

function toRunFix({ summary, effort, cli, terraform, bicep }: Fix): RunFix {
  return {
    summary,
    effort,
    ...(cli !== undefined && { cli }),
    ...(terraform !== undefined && { terraform }),
    ...(bicep !== undefined && { bicep }),
  };
}
