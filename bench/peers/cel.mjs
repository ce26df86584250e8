// CEL on the conditions: node cel.mjs ESTATE CONDITIONS
import { Environment } from "@marcbachmann/cel-js";
import { conditionsOf, daysAgo, readLines, said } from "./read-lines.mjs";

const WORDS = {
  eq: ([path, value], at) => `${place(path, at)} == ${literal(value)}`,
  ne: ([path, value], at) => `${place(path, at)} != ${literal(value)}`,
  gte: ([path, value], at) => ifThere(place(path, at), `>= ${literal(value)}`),
  lte: ([path, value], at) => ifThere(place(path, at), `<= ${literal(value)}`),
  in: ([path, values], at) => `${place(path, at)} in ${literal(values)}`,
  regex: ([path, expression], at) => ifThere(place(path, at), `.matches(${literal(expression)})`),
  younger: ([path, days], at) => ifThere(place(path, at), `>= ${literal(daysAgo(days))}`),
  exists: (path, at) => `${place(path, at)} != null`,
  all: (nodes, at) => `(${nodes.map((node) => said(node, WORDS, at)).join(" && ")})`,
  any: (nodes, at) => `(${nodes.map((node) => said(node, WORDS, at)).join(" || ")})`,
  not: (node, at) => `!(${said(node, WORDS, at)})`,
  some: ([path, where], at) => `${place(path, at, "[]")}.exists(${at}x, ${said(where, WORDS, `${at}x`)})`,
  every: ([path, where], at) => `${place(path, at, "[]")}.all(${at}x, ${said(where, WORDS, `${at}x`)})`,
};

const { byType, fails } = conditionsOf(process.argv[3]);
const environment = new Environment({ enableOptionalTypes: true }).registerVariable("r", "map");
const types = new Map();
for (const [type, some] of byType)
  types.set(
    type,
    some.map(({ id, holds }) => ({ id, holds: environment.parse(said(holds, WORDS, "r")) })),
  );
readLines(process.argv[2], ({ resource }) => {
  const around = { r: resource };
  for (const { id, holds } of types.get(resource?.type) ?? []) if (!holds(around)) fails[id]++;
});
console.log(JSON.stringify(fails));

function place(path, at, otherwise = "null") {
  if (path === "") return at;
  const keys = path.split(".").map((key) => (/^\w+$/.test(key) ? `.?${key}` : `[?${literal(key)}]`));
  return `${at}${keys.join("")}.orValue(${otherwise})`;
}

function ifThere(value, test) {
  return `(${value} != null && ${value}${test.startsWith(".") ? "" : " "}${test})`;
}

/** Whole numbers of JSON are doubles to CEL. */
function literal(value) {
  return typeof value === "number" ? value.toFixed(1) : JSON.stringify(value);
}
