// A condition as a rule of demarc.

/** `fields`: the field lists. Of a policy they name nothing inside, so its paths are declared, and absence there is unread. */
export function ruleOf({ id, types, holds }, fields) {
  const unlisted = new Set();
  const isInPolicy = (path) =>
    types.some((type) => path.split(".").some((_, i, keys) => isPolicy(fields[type], keys.slice(0, i).join("."))));
  const fullPath = (path, at) => {
    const full = [at, path].filter(Boolean).join(".");
    if (isInPolicy(full)) unlisted.add(full);
    return full;
  };
  const expect = nodeOf(holds, { at: "", odd: false, fullPath, isInPolicy });
  return JSON.stringify({
    id: `aws-bench-${id}`,
    title: `Bench ${id} holds`,
    failure_title: `Bench ${id} does not hold`,
    status: "experimental",
    severity: "low",
    layer: "service-config",
    responsibility: "customer",
    resource: types,
    question: `Does ${id} hold?`,
    expect,
    ...(unlisted.size > 0 && {
      unlisted_paths: Object.fromEntries([...unlisted].map((path) => [path, "of a policy"])),
    }),
    why: "So that engines can be compared.",
    fix: { effort: "low", summary: "None: this is a benchmark." },
    examples: [],
  });
}

function isPolicy(list, path) {
  return list?.fields[path]?.type === "policy";
}

/** `odd`: under an odd number of negations, where absence must speak for the resource to make the line false. */
function nodeOf(node, around) {
  const [[op, operand]] = Object.entries(node);
  return NODES[op](operand, around);
}

const line =
  (word, turned) =>
  ([path, value], { at, odd, fullPath, isInPolicy }) => {
    const absent = isInPolicy(fullPath(path, at)) ? {} : { absent: odd !== turned ? "pass" : "fail" };
    return { path: path || ".", [word]: value, ...absent };
  };

const list =
  (quantifier) =>
  ([path, where], around) => {
    const full = around.fullPath(path, around.at);
    const absent = around.isInPolicy(full) ? {} : { default: [] };
    const empty = quantifier === "every" ? { empty: around.odd ? "fail" : "pass" } : {};
    return { [quantifier]: { in: path, ...absent, ...empty, where: nodeOf(where, { ...around, at: `${full}[]` }) } };
  };

const NODES = {
  eq: line("equals", false),
  ne: line("not_equals", true),
  gte: line("at_least", false),
  lte: line("at_most", false),
  in: line("one_of", false),
  regex: line("matches", false),
  younger: ([path, days], around) => line("age_at_most", false)([path, `${days}d`], around),
  exists: (path, { at, fullPath }) => (fullPath(path, at), { path, is: "set" }),
  all: (nodes, around) => ({ all: nodes.map((node) => nodeOf(node, around)) }),
  any: (nodes, around) => ({ any: nodes.map((node) => nodeOf(node, around)) }),
  some: list("some"),
  every: list("every"),
  not: (node, around) => {
    if (node.exists) return { ...nodeOf(node, around), is: "unset" };
    const turned = { ...around, odd: !around.odd };
    return node.some ? { none: nodeOf(node, turned).some } : { not: nodeOf(node, turned) };
  },
};
