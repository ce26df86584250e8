import { withBacking } from "../../assess/backing.ts";
import { factsOf } from "../../evaluate/language/facts.ts";
import { createJudge, type Judge, type JudgeOptions } from "../../evaluate/judge.ts";
import type { Library } from "../../model/library.ts";
import type { ScopePart } from "../../model/resource.ts";
import type { Rule } from "../../model/rule.ts";
import type { OpenedOwners } from "../given/open-owners.ts";
import type { Retention } from "./retention.ts";

export interface Judging {
  readonly library: Library;
  readonly rules: readonly Rule[];
  /** ISO 8601 UTC. */
  readonly asOf: string;
  /** Days. */
  readonly maxAge: number;
  readonly retention: Pick<Retention, "outcomes" | "admits" | "take">;
  /** Used where no source says its scope. */
  readonly scopeName: string;
  /** What should be there beside what sources say of it; missing: nothing. */
  readonly expected?: readonly ScopePart[];
  /** Missing: everything is unassigned. */
  readonly owners?: OpenedOwners;
}

/** A judge that hands what it finds to the retention. `onLeft`: of one part of an estate. */
export function openJudge(judging: Judging, onLeft?: JudgeOptions["onLeft"]): Judge {
  const { library, rules, asOf, maxAge, retention, scopeName, expected = [], owners } = judging;
  const judge = createJudge({
    rules,
    responsibility: library.responsibility,
    facts: factsOf(library, asOf),
    maxAge,
    emit: retention.outcomes,
    admits: retention.admits,
    witnesses: library.witnesses,
    onEvaluation: (evaluation) => retention.take(withBacking(evaluation)),
    ...(owners && { findOwner: owners.finder.find, unitRules: owners.unitRules }),
    ...(onLeft && { onLeft }),
  });
  judge.see({ header: { scope: { name: scopeName, expected } } });
  return judge;
}
