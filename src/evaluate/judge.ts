import type { Responsibility, ResponsibilityModel } from "../model/responsibility.ts";
import type { BlindSpot, Read, ResourceDocument, SnapshotEntry } from "../model/resource.ts";
import type { Rule } from "../model/rule.ts";
import type { Evaluation, RunSummary } from "../model/run.ts";
import type { Outcome } from "../model/words.ts";
import { createBudget } from "./budget.ts";
import type { BudgetLimits } from "./budget.ts";
import { compileRule, mergeReadSets } from "./compiled-rule.ts";
import type { CompiledRule } from "./compiled-rule.ts";
import type { Facts } from "./context.ts";
import { createCoverage } from "./coverage.ts";
import { evaluationOf, placeholderEvaluation, unreadableEvaluation } from "./evaluation.ts";
import type { DocumentView } from "./document-view.ts";
import { decide, wouldFail } from "./outcome.ts";
import type { Decision } from "./outcome.ts";
import { projectionOf } from "./projection.ts";
import type { Projection } from "./projection.ts";
import { NOTHING_RELATED, TOO_MUCH_RELATED } from "./related-lookup.ts";
import type { RelatedLookup } from "./related-lookup.ts";
import { createRelatedStore } from "./related-store.ts";
import { buildResolver } from "./resolver.ts";
import { createTally } from "./tally.ts";
import { viewDocument } from "./document-view.ts";
import { DAY, asDate } from "./values.ts";

export interface JudgeOptions {
  readonly rules: readonly Rule[];
  readonly responsibility: ResponsibilityModel;
  readonly facts: Facts;
  /** Documents confirmed longer ago than this are too old to judge. Days. */
  readonly maxAge: number;
  /** Outcomes that are handed on one by one; all are counted. */
  readonly emit: ReadonlySet<Outcome>;
  readonly onEvaluation: (evaluation: Evaluation) => void;
  /** What may be kept in memory; missing: two million documents or 256 MiB. */
  readonly keep?: BudgetLimits;
}

/**
 * Judges a stream of what a source says. Rules that look at one document alone are decided as it goes by; a pair
 * whose truth hangs on other resources waits, with only the fields its rule reads, until `finish`.
 */
export interface Judge {
  readonly see: (entry: SnapshotEntry) => void;
  /** Judges what had to wait. Nothing may be seen afterwards. */
  readonly finish: () => {
    readonly summary: RunSummary;
    readonly blindSpots: readonly BlindSpot[];
    readonly warnings: readonly string[];
  };
}

interface Waiting {
  readonly view: DocumentView;
  readonly rule: CompiledRule;
  readonly answerer: Responsibility;
}

export function createJudge(options: JudgeOptions): Judge {
  const { rules, responsibility, facts, maxAge, emit, onEvaluation } = options;
  const budget = createBudget(options.keep);
  const compiled = rules.flatMap((rule) => compileRule(rule, facts));
  const byType = groupByType(compiled);
  const resolver = buildResolver(responsibility, facts);
  const tally = createTally(rules.map(({ id }) => id));
  const coverage = createCoverage(facts.fields);
  const readPaths = mergeReadSets(compiled.map(({ reads }) => reads));
  const providers = new Map(
    compiled.flatMap(({ provider, reads }) => [...reads.keys()].map((type) => [type, provider] as const)),
  );
  const providerOf = (type: string): string => providers.get(type) ?? "";
  const store = createRelatedStore(
    compiled.flatMap(({ indexes }) => indexes),
    readPaths,
    facts,
    providerOf,
    coverage,
    budget,
  );
  const projections = new Map<string, Projection>();
  const waiting: Waiting[] = [];
  const blindSpots: BlindSpot[] = [];
  const oldest = facts.asOf - maxAge * DAY;

  const settle = (evaluation: Evaluation): void => {
    const { outcome, rule_id: ruleId, severity } = evaluation;
    tally.count({
      outcome,
      ruleId,
      severity,
      layer: evaluation.responsibility.layer,
      party: evaluation.responsibility.party,
    });
    if (emit.has(outcome)) onEvaluation(evaluation);
  };

  const judgePair = ({ rule, view, answerer }: Waiting, decision: Decision, related: RelatedLookup): void => {
    const { outcome } = decision;
    if (outcome === "fail") tally.addPartyBlind(true);
    else if ((outcome === "inherited" || decision.reason === "reported_on_parent") && wouldFail(rule, view, related))
      tally.addPartyBlind(false);
    if (!emit.has(outcome)) {
      const { id: ruleId, severity, layer } = rule.rule;
      tally.count({ outcome, ruleId, severity, layer, party: answerer.party });
    } else settle(evaluationOf(rule, view, answerer, decision, related));
  };

  const seeResource = (document: ResourceDocument): void => {
    const confirmed = asDate(document.confirmed_at);
    const stale = confirmed !== undefined && confirmed < oldest;
    store.add(document, stale);
    tally.addAccount(document.provider, document.account);
    const asked = (byType.get(document.type) ?? []).filter((rule) => concerns(rule, document, facts));
    tally.addResource(asked.length > 0, confirmed !== undefined);
    if (asked.length === 0) return;
    const view = viewDocument(document);
    const answers = resolver.for(document);
    for (const rule of asked) {
      if (stale) {
        settle(
          unreadableEvaluation(
            rule,
            document,
            "stale",
            `last confirmed ${document.confirmed_at}, more than ${maxAge} days before`,
          ),
        );
        continue;
      }
      const pair = { view, rule, answerer: answers(rule.rule.layer) };
      const decision = decide(rule, view, pair.answerer, NOTHING_RELATED);
      if (decision.outcome === "unknown" && rule.indexes.length > 0) wait(pair, decision);
      else judgePair(pair, decision, NOTHING_RELATED);
    }
  };

  /** A pair whose truth hangs on others waits for the end, unless there is no room: then it is unknown at once. */
  const wait = (pair: Waiting, decision: Decision): void => {
    const view = shrink(pair.view, pair.rule);
    if (budget.take(view.document)) waiting.push({ ...pair, view });
    else judgePair(pair, decision, TOO_MUCH_RELATED);
  };

  /** What waits keeps only what rules on its type can read. */
  const shrink = (view: DocumentView, { type, provider }: CompiledRule): DocumentView => {
    const fold = facts.providers[provider]?.case === "insensitive";
    const project = projections.get(type) ?? projectionOf(readPaths.get(type) ?? [], fold);
    projections.set(type, project);
    return { document: project(view.document), unread: view.unread };
  };

  const seeBlindSpot = (spot: BlindSpot): void => {
    coverage.addBlindSpot(spot);
    blindSpots.push(spot);
    if (spot.account !== undefined) tally.addAccount(spot.provider, spot.account);
    for (const rule of rulesBlinded(compiled, spot)) settle(placeholderEvaluation(rule, spot));
  };

  const seeRead = (read: Read): void => {
    coverage.addRead(read);
    if (read.account !== "*") tally.addAccount(read.provider, read.account);
  };

  return {
    see: (entry) => {
      if ("resource" in entry) seeResource(entry.resource);
      else if ("blind_spot" in entry) seeBlindSpot(entry.blind_spot);
      else if ("read" in entry) seeRead(entry.read);
      else if ("skipped" in entry) tally.addSkipped(entry.skipped.count);
      else if (entry.header.scope) coverage.addScope(entry.header.scope);
    },
    finish: () => {
      for (const pair of waiting) {
        judgePair(pair, decide(pair.rule, pair.view, pair.answerer, store.lookup), store.lookup);
      }
      const warnings = budget.isSpent()
        ? ["more related resources than are kept in memory: what hangs on them is unknown"]
        : [];
      return { summary: tally.summary(), blindSpots, warnings };
    },
  };
}

function groupByType(compiled: readonly CompiledRule[]): Map<string, CompiledRule[]> {
  const byType = new Map<string, CompiledRule[]>();
  for (const rule of compiled) {
    const same = byType.get(rule.type);
    if (same) same.push(rule);
    else byType.set(rule.type, [rule]);
  }
  return byType;
}

/** Account-wide facts come as one document for the account, and one for each region where they are regional. */
function concerns({ rule, type }: CompiledRule, { region }: ResourceDocument, { fields }: Facts): boolean {
  if (!Object.hasOwn(fields, type) || fields[type]!.scope !== "account_and_region") return true;
  return rule.per === "region" ? region !== "global" : region === "global";
}

/** Each rule once, on the first of its types that the blind spot covers. Provider `*`: what was not recognised may be anybody's. */
function rulesBlinded(compiled: readonly CompiledRule[], { provider, types }: BlindSpot): CompiledRule[] {
  const blinded = new Map<string, CompiledRule>();
  for (const rule of compiled) {
    if ((rule.provider !== provider && provider !== "*") || blinded.has(rule.rule.id)) continue;
    if (types.includes("*") || types.includes(rule.type)) blinded.set(rule.rule.id, rule);
  }
  return [...blinded.values()];
}
