// Fifty conditions that every engine can be asked: one place of a type, one comparison, absence counts as a fail.

const MOST_A_TYPE = 4;
const WANTED = 50;
/** Kinds of the field lists that one comparison can be asked of in every engine. */
const KINDS = ["boolean", "number", "text"];
const PLAIN_PATH = /^(?:configuration|supplementaryConfiguration)(?:\.[A-Za-z][A-Za-z0-9]*)+$/;

/**
 * Drawn from the field lists and the documents themselves, always the same: switches must be on, numbers at least their
 * middle, words among those seen first.
 */
export function conditionsFor(documents, fields) {
  const byType = new Map();
  for (const one of documents) byType.set(one.type, [...(byType.get(one.type) ?? []), one]);
  const conditions = [...byType.keys()]
    .toSorted()
    .flatMap((type) => ofType(type, byType.get(type), fields[type]?.fields));
  if (conditions.length < WANTED) throw new Error(`the documents give only ${conditions.length} conditions`);
  return spread(conditions, WANTED).map((condition, index) => ({
    id: `c${String(index).padStart(2, "0")}`,
    ...condition,
  }));
}

function ofType(type, documents, fields = {}) {
  const conditions = [];
  const paths = Object.keys(fields).filter((path) => PLAIN_PATH.test(path) && KINDS.includes(fields[path].type));
  for (const path of paths.toSorted()) {
    if (conditions.length === MOST_A_TYPE) break;
    const values = documents.map((one) => valueAt(one, path)).filter((value) => value !== undefined && value !== null);
    const test = testOf(values);
    // Absence on a path that is always written is unread and no fail: only what is everywhere can be compared.
    const everywhere = values.length === documents.length || fields[path].always !== true;
    if (test && everywhere) conditions.push({ type, path, ...test });
  }
  return conditions;
}

function testOf(values) {
  const kinds = new Set(values.map((value) => typeof value));
  if (kinds.size !== 1) return undefined;
  const [kind] = kinds;
  if (kind === "boolean") return { op: "equals", value: true };
  if (kind === "number") return { op: "at_least", value: values.toSorted((a, b) => a - b)[values.length >> 1] };
  const isPlain = values.every((value) => typeof value === "string" && /^[a-z0-9._-]{1,30}$/.test(value));
  return isPlain ? { op: "one_of", value: [...new Set(values)].toSorted().slice(0, 2) } : undefined;
}

function valueAt(value, path) {
  return path.split(".").reduce((at, key) => (typeof at === "object" && at !== null ? at[key] : undefined), value);
}

/** So many of them, evenly. */
function spread(items, count) {
  return Array.from({ length: count }, (_, index) => items[Math.floor((index * items.length) / count)]);
}

/** The same condition as a rule of demarc. */
export function ruleOf({ id, type, path, op, value }) {
  return JSON.stringify({
    id: `aws-bench-${id}`,
    title: `Bench ${id} holds`,
    failure_title: `Bench ${id} does not hold`,
    status: "experimental",
    severity: "low",
    layer: "service-config",
    responsibility: "customer",
    resource: type,
    question: `Does ${id} hold?`,
    expect: { path, [op]: value, absent: "fail" },
    why: "So that engines can be compared.",
    fix: { effort: "low", summary: "None: this is a benchmark." },
    examples: [],
  });
}
