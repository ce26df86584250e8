// DuckDB on the conditions, one thread: node duckdb.mjs ESTATE CONDITIONS
import { readFileSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";

const conditions = JSON.parse(readFileSync(process.argv[3], "utf8"));
const database = await DuckDBInstance.create(":memory:", { threads: "1" });
const connection = await database.connect();
const counts = conditions.map(
  (one) => `count(*) FILTER (WHERE type = ${text(one.type)} AND NOT coalesce(${testOf(one)}, false)) AS ${one.id}`,
);
const rows = await connection.runAndReadAll(
  `SELECT ${counts.join(", ")} FROM (
    SELECT json AS j, json ->> '$.resource.type' AS type
    FROM read_ndjson_objects(${text(process.argv[2])})
  )`,
);
const [row] = rows.getRowObjects();
console.log(JSON.stringify(Object.fromEntries(conditions.map(({ id }) => [id, Number(row[id])]))));

function testOf({ path, op, value }) {
  const place = `(j ->> '$.resource.${path}')`;
  if (op === "equals") return `${place} = ${text(String(value))}`;
  if (op === "at_least") return `TRY_CAST(${place} AS DOUBLE) >= ${value}`;
  return `${place} IN (${value.map(text).join(", ")})`;
}

function text(value) {
  return `'${value.replaceAll("'", "''")}'`;
}
