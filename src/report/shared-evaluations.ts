import type { EvaluatedResource, Evaluation } from "../model/run.ts";

/** How many different values of each part are remembered before starting over. */
const MOST_REMEMBERED = 20_000;
/** Characters. What is longer hardly comes twice. */
const LONGEST_REMEMBERED = 2_000;

/**
 * Gives evaluations that hold what they have in common as the very same objects, as a scan makes them: the evaluations of a
 * rule have mostly the same responsibility, owner and facts, and those of a resource the same resource. A report then
 * takes half of the memory.
 */
export function createSharedEvaluations(): (evaluation: Evaluation) => Evaluation {
  const text = createSharing<string>((one) => one);
  const responsibility = createSharing<Evaluation["responsibility"]>(JSON.stringify);
  const owner = createSharing<Evaluation["owner"]>(JSON.stringify);
  const evidence = createSharing<Evaluation["evidence"]>(JSON.stringify);
  const resource = createSharedResources(text);

  return (one) => ({
    ...one,
    rule_id: text(one.rule_id),
    resource: resource(one.resource),
    responsibility: responsibility(one.responsibility),
    owner: owner(one.owner),
    evidence: evidence(one.evidence),
    facts_digest: one.facts_digest && text(one.facts_digest),
  });
}

/** `textOf`: the same for those values alone that say the same. */
function createSharing<T>(textOf: (value: T) => string): (value: T) => T {
  const known = new Map<string, T>();
  return (value) => {
    const text = textOf(value);
    const same = known.get(text);
    if (same !== undefined) return same;
    if (text.length > LONGEST_REMEMBERED) return value;
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(text, value);
    return value;
  };
}

/** All are remembered, as all are held anyway. */
function createSharedResources(text: (value: string) => string): (resource: EvaluatedResource) => EvaluatedResource {
  const byId = new Map<string, EvaluatedResource>();
  return (resource) => {
    const { provider, account, region, type, source, confirmed_at: at } = resource;
    // A placeholder has none, and there is one for every rule on its type.
    const id = resource.id ?? JSON.stringify([provider, account, region, type]);
    const known = byId.get(id);
    if (known && isSame(known, resource)) return known;
    const own = {
      ...resource,
      provider: text(provider),
      account: text(account),
      region: text(region),
      type: text(type),
      ...(source !== undefined && { source: text(source) }),
      ...(at !== undefined && { confirmed_at: text(at) }),
    };
    byId.set(id, own);
    return own;
  };
}

function isSame(a: EvaluatedResource, b: EvaluatedResource): boolean {
  return (
    a.id === b.id &&
    a.name === b.name &&
    a.account === b.account &&
    a.region === b.region &&
    a.type === b.type &&
    a.provider === b.provider &&
    a.source === b.source &&
    a.confirmed_at === b.confirmed_at
  );
}
