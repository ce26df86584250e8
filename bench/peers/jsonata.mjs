// JSONata on the conditions: node jsonata.mjs ESTATE CONDITIONS
import { readFileSync } from "node:fs";
import jsonata from "jsonata";
import { byType, eachResource, noFails } from "./read-lines.mjs";

const TESTS = { equals: "=", at_least: ">=", one_of: "in" };
const conditions = JSON.parse(readFileSync(process.argv[3], "utf8"));
const types = byType(
  conditions.map((one) => ({ ...one, holds: jsonata(`${one.path} ${TESTS[one.op]} ${JSON.stringify(one.value)}`) })),
);
const fails = noFails(conditions);
await eachResource(process.argv[2], async (resource) => {
  for (const { id, holds } of types.get(resource.type) ?? []) if (!(await holds.evaluate(resource))) fails[id]++;
});
console.log(JSON.stringify(fails));
