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
  /** The scope named in the report if no source names one. */
  readonly scopeName: string;
  /** What should be there in addition to what the sources expect; nothing if missing. */
  readonly expected?: readonly ScopePart[];
  /** If missing, everything is unassigned. */
  readonly owners?: OpenedOwners;
}

/** Opens a judge that passes its findings to the retention. `onLeft` is set when only a part of an estate is judged. */
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
