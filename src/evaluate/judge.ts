import type { ResponsibilityModel } from "../model/responsibility.ts";
import type { FindOwner, Owner, Ownership } from "../model/owner.ts";
import { UNASSIGNED } from "../model/owner.ts";
import {
  DECLARED,
  type AccountEnd,
  type BlindSpot,
  type Read,
  type ResourceDocument,
  type Scope,
  type SnapshotEntry,
} from "../model/resource.ts";
import type { Rule } from "../model/rule.ts";
import { ORGANIZATION } from "../model/run.ts";
import type { Evaluation, RunSummary } from "../model/run.ts";
import type { Outcome } from "../model/words.ts";
import type { WitnessChecks } from "../model/witness.ts";
import { createAccountEndings } from "./related/account-endings.ts";
import { createAccountLeavings } from "./parts/account-leavings.ts";
import type { LeftAccount } from "./parts/account-leavings.ts";
import { createArriving } from "./parts/arriving.ts";
import { createAskedRules } from "./asked-rules.ts";
import { createBlindSpots } from "./blind-spots.ts";
import { createBudget } from "./related/budget.ts";
import type { BudgetLimits } from "./related/budget.ts";
import { compileRule } from "./compiled-rule.ts";
import type { CompiledRule } from "./compiled-rule.ts";
import { callsOfFields } from "./language/call-of.ts";
import type { Facts } from "./language/context.ts";
import { createCoverage } from "./related/coverage.ts";
import { organizationEvaluation } from "./evaluation.ts";
import { environment } from "./language/node.ts";
import { decide } from "./outcome.ts";
import { createEnteredParts } from "./parts/judged-part.ts";
import type { JudgedPart } from "./parts/judged-part.ts";
import { createKeepDocument } from "./related/kept-documents.ts";
import { createRelatedStore, WHOLE_SIGHT } from "./related/related-store.ts";
import { createResourcePlaces } from "./parts/resource-places.ts";
import type { CountedPart } from "./counts/estate-counter.ts";
import { createEndedAccounts } from "./related/ended-accounts.ts";
import { createExpectedScope } from "./related/expected-scope.ts";
import { buildResolver } from "./resolver.ts";
import { createSeenDocuments } from "./seen-documents.ts";
import { createSettler } from "./settle.ts";
import type { Admits } from "./settle.ts";
import { createTally } from "./counts/tally.ts";
import { createWitnesses } from "./witnesses.ts";
import { createWaitingRoom } from "./related/waiting-room.ts";

export interface JudgeOptions {
  readonly rules: readonly Rule[];
  readonly responsibility: ResponsibilityModel;
  readonly facts: Facts;
  /** Documents confirmed longer ago than this are too old to judge. Days. */
  readonly maxAge: number;
  /** Outcomes whose evaluations are emitted; all outcomes are counted. */
  readonly emit: ReadonlySet<Outcome>;
  /** Which of these to emit; if missing, all. Evaluations that no document decided are always emitted. */
  readonly admits?: Admits;
  readonly onEvaluation: (evaluation: Evaluation) => void;
  /** What may be kept in memory; default two million documents or 256 MiB. */
  readonly keep?: BudgetLimits;
  /** Which checks by other tools ask the same as which rules; if missing, no other tools are heard. */
  readonly witnesses?: WitnessChecks;
  /** If missing, no owners are configured and everything is unassigned. */
  readonly findOwner?: FindOwner;
  /** The rules of single units: their own, and common rules that they have tightened under the same id. */
  readonly unitRules?: readonly { readonly unit: string; readonly rules: readonly Rule[] }[];
  /**
   * Set if the resources seen are those of one part of an estate, while everything else seen is that of the whole up to
   * the end of the part. Called when an account ends, with what only the judge of the whole can decide about it. Cannot
   * be combined with owners or unit rules. If missing, the whole estate is judged here.
   */
  readonly onLeft?: (left: LeftAccount) => void;
}

const NOBODY: Owner = { id: UNASSIGNED, because: "no owners file was given", unit: null };
const NOBODYS: Ownership = { unit: null, of: () => NOBODY };

/**
 * Judges a stream of entries from a source. Rules that look at one document alone are decided as it goes by. A pair
 * whose truth depends on other resources waits, with only the fields its rule reads, until its account ends, or until
 * `finish` if that is not announced or other accounts may decide it. Duties of the organisation, which judge no type,
 * are asked once.
 */
export interface Judge {
  readonly see: (entry: SnapshotEntry) => void;
  /**
   * For a part: its result, after what is left of accounts that have not ended was handed on too. Undefined if that
   * depends on other parts. Nothing may be seen afterwards.
   */
  readonly leave: () => JudgedPart | undefined;
  /**
   * Takes in what an account left in a part judged separately, before its end or anything after that is seen.
   * Everything in such parts except their resources must be seen here. Returns false if the parts cannot be combined;
   * the judge must then not be used any more.
   */
  readonly enterAccount: (left: LeftAccount) => boolean;
  /** Takes in the result of such a part, after all its accounts have been entered. */
  readonly enterPart: (part: JudgedPart) => void;
  /**
   * To be called before `finish`: false if a single judge of everything might have exceeded its memory limits, so that
   * the parts know more than it would.
   */
  readonly areOne: () => boolean;
  /** Judges what had to wait. Nothing may be seen afterwards. */
  readonly finish: () => {
    readonly summary: RunSummary;
    readonly estate: readonly CountedPart[];
    readonly blindSpots: readonly BlindSpot[];
    readonly warnings: readonly string[];
  };
}

export function createJudge(options: JudgeOptions): Judge {
  const { rules, responsibility, facts, maxAge, findOwner = () => NOBODYS, onLeft } = options;
  const compile = (some: readonly Rule[]): CompiledRule[] => some.flatMap((rule) => compileRule(rule, facts));
  const compiled = compile(rules);
  const units = options.unitRules ?? [];
  const ofUnits = units.map(({ unit, rules: own }) => ({ unit, compiled: compile(own) }));
  const all = [...compiled, ...ofUnits.flatMap((one) => one.compiled)];
  const ids = [...rules, ...units.flatMap((unit) => unit.rules)].map(({ id }) => id);

  const asks = createAskedRules(compiled, ofUnits, facts.fields);
  const budget = createBudget(options.keep);
  const coverage = createCoverage(facts.fields);
  const expected = createExpectedScope(all, facts.fields);
  const keep = createKeepDocument(all, facts, budget);
  const arriving = onLeft && createArriving();
  const store = createRelatedStore(all, facts, coverage, keep, budget, arriving);
  const waiting = createWaitingRoom(keep, budget);
  const resolver = buildResolver(responsibility, facts);
  const tally = createTally(ids, options.findOwner !== undefined);
  const witnesses = createWitnesses(options.witnesses ?? {}, new Set(ids));
  const settle = createSettler(tally, options.emit, options.admits ?? (() => true), options.onEvaluation, witnesses);
  const ended = createEndedAccounts();
  const places = createResourcePlaces();
  const callOf = callsOfFields(facts.fields);

  const rooms = { asks, coverage, expected, tally, settle, findOwner, store, waiting, budget, ended, places, callOf };
  const leavings = arriving && createAccountLeavings({ ...rooms, arriving, compiled, onLeft });
  const endings = leavings ?? createAccountEndings(rooms);
  const parts = createEnteredParts({ ...rooms, rules, compiled, owner: NOBODY });
  const spots = createBlindSpots({ ...rooms, isPart: leavings !== undefined });
  const documents = createSeenDocuments({ ...rooms, resolver, maxAge, asOf: facts.asOf });

  const seeResource = (document: ResourceDocument): void => {
    if (!ended.has(document)) return documents.add(document);
    const spot = ended.complainOf(document);
    if (spot) spots.addTold(spot);
  };

  const endAccount = (account: AccountEnd): void => {
    if (!ended.add(account)) return;
    for (const spot of expected.unseen(account)) spots.addUnseen(spot);
    endings.end(account);
    coverage.endAccount(account);
  };

  const seeRead = (read: Read): void => {
    coverage.addRead(read);
    if (read.account !== "*") tally.addAccount(read.provider, read.account);
    if (read.call !== DECLARED) expected.show(read);
  };

  const expectScope = (scope: Scope): void => {
    coverage.addScope(scope);
    expected.expect(scope);
  };

  const askOrganization = (): void => {
    for (const rule of rules.filter(({ resource }) => resource.length === 0)) {
      const owner = findOwner({ ...ORGANIZATION, id: null }).of(rule);
      const pair = { ...ORGANIZATION, rule, party: rule.responsibility, owner };
      settle.undecided(pair, "manual", () => organizationEvaluation(rule, owner));
    }
  };

  return {
    see: (entry) => {
      if ("resource" in entry) seeResource(entry.resource);
      else if ("blind_spot" in entry) spots.addTold(entry.blind_spot);
      else if ("read" in entry) seeRead(entry.read);
      else if ("passed_over" in entry) documents.addPassedOver(entry.passed_over);
      else if ("account_end" in entry) endAccount(entry.account_end);
      else if ("testimony" in entry) witnesses.hear(entry.testimony);
      else if ("skipped" in entry) tally.addSkipped(entry.skipped.count);
      else if ("header" in entry && entry.header.scope) expectScope(entry.header.scope);
    },
    leave: () => {
      if (!leavings || ended.isAnyResumed() || budget.isSpent()) return undefined;
      for (const account of places.accounts()) if (!ended.has(account)) leavings.leaveOpen(account);
      return { counted: tally.counted(), kept: budget.most() };
    },
    enterAccount: parts.enterAccount,
    enterPart: parts.enterPart,
    areOne: parts.fit,
    finish: () => {
      for (const spot of expected.unseen()) spots.addUnseen(spot);
      const among = environment(store.lookUp(WHOLE_SIGHT), callOf);
      for (const pair of waiting.pairs()) settle.pair(pair, decide(pair, among), among);
      askOrganization();
      return {
        summary: tally.summary(),
        estate: tally.estate(),
        blindSpots: spots.all(),
        warnings: budget.isSpent() ? [MUCH_RELATED] : [],
      };
    },
  };
}

const MUCH_RELATED = "more related resources than fit in memory: what depends on them is unknown";
