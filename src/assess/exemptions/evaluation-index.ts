import { groupBy } from "../../model/group-by.ts";
import type { Evaluation } from "../../model/run.ts";
import type { Grant } from "./read.ts";

/** The evaluations of that outcome that an entry may speak of, in their order: more than it fits, never fewer. */
export type EvaluationIndex = (grant: Pick<Grant, "rule" | "match">, outcome: Asked) => readonly Evaluation[];

type Asked = "fail" | "unknown";

/** Of one outcome and rule, or of every rule. */
interface Shelf {
  readonly all: Evaluation[];
  /** By the id of the resource, by the fingerprint, in lower case, as some ids compare so. Made when an entry names one. */
  byId?: ReadonlyMap<string, readonly Evaluation[]>;
  byFingerprint?: ReadonlyMap<string, readonly Evaluation[]>;
}

/** With thousands of entries, most name a rule and one resource, and each is matched against that alone. */
export function indexEvaluations(evaluations: readonly Evaluation[]): EvaluationIndex {
  const shelves = new Map<string, Shelf>();
  const shelfOf = (outcome: Asked, rule: string | null): Shelf => {
    const key = JSON.stringify([outcome, rule]);
    let shelf = shelves.get(key);
    if (!shelf) shelves.set(key, (shelf = { all: [] }));
    return shelf;
  };
  for (const evaluation of evaluations) {
    const { outcome, rule_id: rule } = evaluation;
    if (outcome !== "fail" && outcome !== "unknown") continue;
    for (const of of [rule, null]) shelfOf(outcome, of).all.push(evaluation);
  }

  return ({ rule, match }, outcome) => {
    const shelf = shelfOf(outcome, rule);
    const { id, fingerprint } = match;
    if (isName(fingerprint)) {
      shelf.byFingerprint ??= groupBy(shelf.all, (one) => one.fingerprint.toLowerCase());
      return shelf.byFingerprint.get(fingerprint.toLowerCase()) ?? [];
    }
    if (isName(id)) {
      shelf.byId ??= groupBy(shelf.all, ({ resource }) => (resource.id ?? "").toLowerCase());
      return shelf.byId.get(id.toLowerCase()) ?? [];
    }
    return shelf.all;
  };
}

/** Names one, where a `*` would name many. */
export function isName(pattern: string | undefined): pattern is string {
  return pattern !== undefined && !pattern.includes("*");
}
