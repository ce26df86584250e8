// JSONata on the conditions: node jsonata.mjs ESTATE CONDITIONS
import jsonata from "jsonata";
import { conditionsOf, daysAgo, eachResource, said } from "./read-lines.mjs";

/** Without its functions where a word of the language does: a call has its arguments checked each time. */
const WORDS = {
  eq: ([path, value]) => `${place(path)} = ${JSON.stringify(value)}`,
  ne: ([path, value]) => `(${place(path)} = ${JSON.stringify(value)} ? false : true)`,
  gte: ([path, value]) => `${place(path)} >= ${value}`,
  lte: ([path, value]) => `${place(path)} <= ${value}`,
  in: ([path, values]) => `${place(path)} in ${JSON.stringify(values)}`,
  regex: ([path, expression]) => `$contains(${place(path)}, /${expression.replaceAll("/", "\\/")}/)`,
  younger: ([path, days]) => `(${place(path)} != null and ${place(path)} >= "${daysAgo(days)}")`,
  exists: (path) => `${place(path)} != null`,
  all: (nodes) => `(${nodes.map((node) => said(node, WORDS)).join(" and ")})`,
  any: (nodes) => `(${nodes.map((node) => said(node, WORDS)).join(" or ")})`,
  not: (node) => `(${said(node, WORDS)} ? false : true)`,
  some: ([path, where]) => `${place(path)}[${said(where, WORDS)}]`,
  every: ([path, where]) => `(${place(path)}[(${said(where, WORDS)} ? false : true)] ? false : true)`,
};

const { byType, fails } = conditionsOf(process.argv[3]);
const types = new Map();
for (const [type, some] of byType)
  types.set(
    type,
    some.map(({ id, holds }) => ({ id, holds: jsonata(said({ all: [holds] }, WORDS)) })),
  );
await eachResource(process.argv[2], async (resource) => {
  for (const { id, holds } of types.get(resource.type) ?? []) if (!(await holds.evaluate(resource))) fails[id]++;
});
console.log(JSON.stringify(fails));

function place(path) {
  if (path === "") return "$";
  return path
    .split(".")
    .map((key) => (/^\w+$/.test(key) ? key : `\`${key}\``))
    .join(".");
}
