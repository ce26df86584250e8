// json-rules-engine on the conditions, an engine for each type: node json-rules-engine.mjs ESTATE CONDITIONS
import { Engine } from "json-rules-engine";
import { conditionsOf, daysAgo, eachResource, said } from "./read-lines.mjs";

const own = (operator) => (operand) => test(operand[0], operator, operand[1]);
const WORDS = {
  eq: own("equal"),
  ne: own("notEqual"),
  gte: own("greaterThanInclusive"),
  lte: own("lessThanInclusive"),
  in: own("in"),
  regex: ([path, expression]) => test(path, "matches", new RegExp(expression)),
  younger: ([path, days]) => test(path, "notBefore", daysAgo(days)),
  exists: (path) => test(path, "isThere", true),
  all: (nodes) => ({ all: nodes.map((node) => said(node, WORDS)) }),
  any: (nodes) => ({ any: nodes.map((node) => said(node, WORDS)) }),
  not: (node) => ({ not: said(node, WORDS) }),
  some: ([path, where]) => test(path, "some", said(where, HOST)),
  every: ([path, where]) => test(path, "every", said(where, HOST)),
};

/** The engine has no word for these; what is asked of a list's elements is a function of the host. */
const OPERATORS = {
  matches: (value, expression) => typeof value === "string" && expression.test(value),
  notBefore: (value, day) => typeof value === "string" && value >= day,
  isThere: (value) => value !== undefined && value !== null,
  some: (value, holds) => Array.isArray(value) && value.some(holds),
  every: (value, holds) => !Array.isArray(value) || value.every(holds),
};
const ofElement =
  (holds) =>
  ([path, operand]) => {
    const keys = keysOf(path);
    return (element) => holds(at(element, keys), operand);
  };
const HOST = {
  eq: ofElement((value, wanted) => value === wanted),
  ne: ofElement((value, wanted) => value !== wanted),
  gte: ofElement((value, least) => typeof value === "number" && value >= least),
  lte: ofElement((value, most) => typeof value === "number" && value <= most),
  in: ofElement((value, some) => some.includes(value)),
  regex: ([path, expression]) => ofElement(OPERATORS.matches)([path, new RegExp(expression)]),
  younger: ([path, days]) => ofElement(OPERATORS.notBefore)([path, daysAgo(days)]),
  exists: (path) => ofElement(OPERATORS.isThere)([path, true]),
  all: (nodes) => allOf(nodes.map((node) => said(node, HOST))),
  any: (nodes) => anyOf(nodes.map((node) => said(node, HOST))),
  not: (node) => notOf(said(node, HOST)),
  some: ([path, where]) => ofElement(OPERATORS.some)([path, said(where, HOST)]),
  every: ([path, where]) => ofElement(OPERATORS.every)([path, said(where, HOST)]),
};

const { byType, fails } = conditionsOf(process.argv[3]);
const engines = new Map([...byType].map(([type, some]) => [type, engineOf(some)]));
await eachResource(process.argv[2], async (resource) => {
  const { failureEvents = [] } = (await engines.get(resource.type)?.run({ resource })) ?? {};
  for (const { type: id } of failureEvents) fails[id]++;
});
console.log(JSON.stringify(fails));

/** Its documentation offers a resolver of paths of one's own in place of JSONPath; where there is none to expand, that is faster. */
function engineOf(some) {
  const engine = new Engine([], { pathResolver: at });
  for (const [name, holds] of Object.entries(OPERATORS)) engine.addOperator(name, holds);
  for (const { id, holds } of some) engine.addRule({ conditions: { all: [said(holds, WORDS)] }, event: { type: id } });
  return engine;
}

function test(path, operator, value) {
  return { fact: "resource", path: keysOf(path), operator, value };
}

function keysOf(path) {
  return path === "" ? [] : path.split(".");
}

function at(value, keys) {
  let found = value;
  for (const key of keys) found = found?.[key];
  return found;
}

function allOf(tests) {
  return (element) => tests.every((holds) => holds(element));
}

function anyOf(tests) {
  return (element) => tests.some((holds) => holds(element));
}

function notOf(holds) {
  return (element) => !holds(element);
}
