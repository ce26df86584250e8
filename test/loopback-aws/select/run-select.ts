import { COUNT } from "./expression.ts";
import type { SelectExpression } from "./expression.ts";
import { matches, valuesAt } from "./matches.ts";
import type { Row } from "./matches.ts";
import { project } from "./project.ts";

/** The rows that an expression selects, not yet projected; of a counting one, a row per group, as it is shown. */
export function runSelect(expression: SelectExpression, rows: readonly Row[]): readonly Row[] {
  const { where, orderBy } = expression;
  const found = where === undefined ? rows : rows.filter((row) => matches(where, row));
  const all = isCounting(expression) ? counted(expression, found) : found;
  if (orderBy.length === 0) return all;
  return all.toSorted((one, other) => {
    for (const { field, descending } of orderBy) {
      const order = compareValues(keyOf(one, field), keyOf(other, field));
      if (order !== 0) return descending ? -order : order;
    }
    return 0;
  });
}

/** It has groups, or counts all rows as one. */
export function isCounting({ fields, groupBy }: SelectExpression): boolean {
  return groupBy.length > 0 || fields.includes(COUNT);
}

function counted({ fields, groupBy }: SelectExpression, rows: readonly Row[]): Row[] {
  const groups = new Map<string, { first: Row; count: number }>();
  for (const row of rows) {
    const name = JSON.stringify(groupBy.map((field) => keyOf(row, field)));
    const group = groups.get(name) ?? { first: row, count: 0 };
    group.count += 1;
    groups.set(name, group);
  }
  if (groupBy.length === 0 && groups.size === 0) return [{ [COUNT]: 0 }];
  return [...groups.values()].map(({ first, count }) => ({
    ...(fields.includes(COUNT) ? { [COUNT]: count } : {}),
    ...project(
      first,
      groupBy.filter((field) => fields.includes(field)),
    ),
  }));
}

function keyOf(row: Row, field: string): unknown {
  return field === COUNT ? row[COUNT] : (valuesAt(row, field.split("."))[0] ?? null);
}

function compareValues(one: unknown, other: unknown): number {
  if (one === other) return 0;
  if (one === null || other === null) return one === null ? -1 : 1;
  return (one as string) < (other as string) ? -1 : 1;
}
