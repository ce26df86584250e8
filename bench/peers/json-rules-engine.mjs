// json-rules-engine on the conditions: node json-rules-engine.mjs ESTATE CONDITIONS
import { readFileSync } from "node:fs";
import { Engine } from "json-rules-engine";
import { byType, eachResource, noFails } from "./read-lines.mjs";

const OPERATORS = { equals: "equal", at_least: "greaterThanInclusive", one_of: "in" };
const conditions = JSON.parse(readFileSync(process.argv[3], "utf8"));
const engines = new Map([...byType(conditions)].map(([type, some]) => [type, engineOf(some)]));
const fails = noFails(conditions);
await eachResource(process.argv[2], async (resource) => {
  const { failureEvents = [] } = (await engines.get(resource.type)?.run({ resource })) ?? {};
  for (const { type: id } of failureEvents) fails[id]++;
});
console.log(JSON.stringify(fails));

function engineOf(some) {
  const engine = new Engine();
  for (const { id, path, op, value } of some)
    engine.addRule({
      conditions: { all: [{ fact: "resource", path: `$.${path}`, operator: OPERATORS[op], value }] },
      event: { type: id },
    });
  return engine;
}
