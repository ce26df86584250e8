import type { Evidence } from "../model/run.ts";

/** The facts in order, without repeated equal ones. */
export function withoutDuplicates(facts: readonly Evidence[]): Evidence[] {
  const byPath = new Map<string, Evidence[]>();
  return facts.filter((fact) => {
    const known = byPath.get(fact.path);
    if (!known) return byPath.set(fact.path, [fact]);
    return !known.some((one) => isSameFact(one, fact)) && known.push(fact);
  });
}

/** Whether two facts about the same path are equal. */
export function isSameFact(a: Evidence, b: Evidence): boolean {
  return (
    a.state === b.state &&
    a.wanted === b.wanted &&
    a.because === b.because &&
    a.resource === b.resource &&
    a.call === b.call &&
    a.at === b.at &&
    isSameValue(a.seen, b.seen)
  );
}

function isSameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  const comparable = typeof a === "object" && typeof b === "object";
  return comparable && JSON.stringify(a) === JSON.stringify(b);
}
