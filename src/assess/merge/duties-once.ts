import { type EstatePart, type Evaluation, ORGANIZATION, type Run, type RunSummary } from "../../model/run.ts";
import { addUp } from "./add-up.ts";
import { mergeEstates } from "./merge-lists.ts";

/**
 * Duties of the organisation are asked in every run, and are one duty however many runs ask: the first run that has one
 * keeps it.
 */
export function dutiesOnce(runs: readonly Run[]): Run[] {
  const told = new Set<string>();
  return runs.map((run) => {
    const again = run.evaluations.filter((one) => isDuty(one) && told.has(one.fingerprint));
    for (const one of run.evaluations) if (isDuty(one)) told.add(one.fingerprint);
    return again.length === 0 ? run : without(run, new Set(again));
  });
}

function isDuty({ resource }: Evaluation): boolean {
  return resource.provider === ORGANIZATION.provider && resource.type === ORGANIZATION.type;
}

function without(run: Run, again: ReadonlySet<Evaluation>): Run {
  return {
    ...run,
    evaluations: run.evaluations.filter((one) => !again.has(one)),
    summary: [...again].reduce((sum, one) => addUp(sum, lessIn(sum, one)) as RunSummary, run.summary),
    estate: mergeEstates([...run.estate, ...[...again].flatMap((one) => partLess(run.estate, one))]),
  };
}

/** What is to be added to the counts, so that they lack the evaluation; what the run did not count lacks it already. */
function lessIn(summary: RunSummary, one: Evaluation): object {
  const less = { [one.outcome]: -1 };
  const { provider, account } = one.resource;
  const { party, layer } = one.responsibility;
  const counts = {
    ...less,
    pairs: -1,
    by_party: { [party ?? "none"]: less },
    by_layer: { [layer]: less },
    by_rule: { [one.rule_id]: less },
    ...(Object.hasOwn(summary.by_account, provider) && { by_account: { [provider]: { [account]: less } } }),
  };
  return { ...counts, ...(Object.hasOwn(summary.by_owner, one.owner.id) && { by_owner: { [one.owner.id]: counts } }) };
}

function partLess(
  estate: readonly EstatePart[],
  { resource: { provider, type }, responsibility: { layer, party }, outcome, owner }: Evaluation,
): EstatePart[] {
  const own = estate.find((part) => part.provider === provider && part.type === type && part.unit === owner.unit);
  if (!own) return [];
  const nothing = { pass: 0, fail: 0, not_applicable: 0, inherited: 0, manual: 0, unknown: 0 };
  const counts = { ...nothing, [outcome]: -1 };
  return [{ ...own, resources: 0, accounts: [], regions: [], layers: [{ layer, party, counts }] }];
}
