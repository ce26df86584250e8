// DuckDB on the conditions, one thread: node duckdb.mjs ESTATE CONDITIONS
// It is told the fields that are asked of, so that a line is read once and into columns.
import { DuckDBInstance } from "@duckdb/node-api";
import { conditionsOf, daysAgo, said } from "./read-lines.mjs";

const WORDS = {
  eq: ([path, value], at) => `${place(path, at)} = ${literal(value)}`,
  ne: ([path, value], at) => `${place(path, at)} IS DISTINCT FROM ${literal(value)}`,
  gte: ([path, value], at) => `${place(path, at)} >= ${value}`,
  lte: ([path, value], at) => `${place(path, at)} <= ${value}`,
  in: ([path, values], at) => `${place(path, at)} IN (${values.map(literal).join(", ")})`,
  regex: ([path, expression], at) => `regexp_matches(${place(path, at)}, ${literal(expression)})`,
  younger: ([path, days], at) => `${place(path, at)} >= ${literal(daysAgo(days))}`,
  exists: (path, at) => `${place(path, at)} IS NOT NULL`,
  all: (nodes, at) => `(${nodes.map((node) => said(node, WORDS, at)).join(" AND ")})`,
  any: (nodes, at) => `(${nodes.map((node) => said(node, WORDS, at)).join(" OR ")})`,
  not: (node, at) => `((${said(node, WORDS, at)}) IS NOT TRUE)`,
  some: ([path, where], at) => `(len(${filtered(path, at, said(where, WORDS, `${at}x`))}) > 0)`,
  every: ([path, where], at) =>
    `(coalesce(len(${filtered(path, at, `(${said(where, WORDS, `${at}x`)}) IS NOT TRUE`)}), 0) = 0)`,
};

/** The columns that the conditions ask of: a tree of keys down to the type of a value. */
const COLUMNS = {
  all: (nodes, at) => nodes.forEach((node) => said(node, COLUMNS, at)),
  any: (nodes, at) => nodes.forEach((node) => said(node, COLUMNS, at)),
  not: (node, at) => said(node, COLUMNS, at),
  exists: (path, at) => column(path, at),
};
for (const operator of ["eq", "ne", "gte", "lte", "in", "regex", "younger"])
  COLUMNS[operator] = ([path, value], at) =>
    (column(path, at).type =
      operator === "younger" ? "VARCHAR" : ({ boolean: "BOOLEAN", number: "DOUBLE" }[typeof value] ?? "VARCHAR"));
for (const operator of ["some", "every"])
  COLUMNS[operator] = ([path, where], at) => said(where, COLUMNS, (column(path, at).elements ??= {}));

const { conditions } = conditionsOf(process.argv[3]);
const root = {};
column("type", root);
for (const { holds } of conditions) said(holds, COLUMNS, root);
const database = await DuckDBInstance.create(":memory:", { threads: "1" });
const connection = await database.connect();
const counts = conditions.map(
  ({ id, types, holds }) =>
    `count(*) FILTER (r.type IN (${types.map(literal).join(", ")}) AND (${said(holds, WORDS, "r")}) IS NOT TRUE) AS ${id}`,
);
const rows = await connection.runAndReadAll(
  `SELECT ${counts.join(",\n")}
  FROM read_json(${literal(process.argv[2])}, format = 'newline_delimited', columns = {resource: ${literal(typeOf(root))}}) AS t(r)
  WHERE r.type IS NOT NULL`,
);
const [row] = rows.getRowObjects();
console.log(JSON.stringify(Object.fromEntries(conditions.map(({ id }) => [id, Number(row[id])]))));

function column(path, at) {
  let found = at;
  for (const key of path === "" ? [] : path.split(".")) found = (found.keys ??= {})[key] ??= {};
  return found;
}

function typeOf({ keys, elements, type = "VARCHAR" }) {
  if (elements) return `${typeOf(elements)}[]`;
  if (!keys) return type;
  const fields = Object.entries(keys).map(([key, one]) => `"${key}" ${typeOf(one)}`);
  return `STRUCT(${fields.join(", ")})`;
}

function place(path, at) {
  return [at, ...(path === "" ? [] : path.split(".").map((key) => `"${key}"`))].join(".");
}

function filtered(path, at, where) {
  return `list_filter(${place(path, at)}, lambda ${at}x: ${where})`;
}

function literal(value) {
  return typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value);
}
