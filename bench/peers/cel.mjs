// CEL on the conditions: node cel.mjs ESTATE CONDITIONS
import { readFileSync } from "node:fs";
import { Environment } from "@marcbachmann/cel-js";
import { byType, noFails, readLines } from "./read-lines.mjs";

const conditions = JSON.parse(readFileSync(process.argv[3], "utf8"));
const environment = new Environment().registerVariable("r", "map");
const compiled = conditions.map((one) => ({ ...one, holds: environment.parse(textOf(one)) }));
const types = byType(compiled);
const fails = noFails(conditions);
readLines(process.argv[2], ({ resource }) => {
  if (!resource) return;
  for (const { id, holds } of types.get(resource.type) ?? []) if (!holds({ r: resource })) fails[id]++;
});
console.log(JSON.stringify(fails));

function textOf({ path, op, value }) {
  const keys = path.split(".");
  const there = keys.map((_, index) => `has(r.${keys.slice(0, index + 1).join(".")})`).join(" && ");
  const test = { equals: "==", at_least: ">=", one_of: "in" }[op];
  const literal = op === "at_least" ? `double(${value})` : JSON.stringify(value);
  return `${there} && ${op === "at_least" ? `double(r.${path})` : `r.${path}`} ${test} ${literal}`;
}
