export type CellValue = string | number;

/** One sheet: a row of names, then as many rows as it says; `widths` in characters. */
export interface SheetTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly widths: readonly number[];
  readonly count: number;
  readonly rows: () => Iterable<readonly CellValue[]>;
}

export type Column<Item> = readonly [name: string, width: number, cell: (item: Item) => CellValue];

/** A row an item, made when it is written. */
export function tableOf<Item>(name: string, columns: readonly Column<Item>[], items: readonly Item[]): SheetTable {
  return {
    name,
    columns: columns.map(([title]) => title),
    widths: columns.map(([, width]) => width),
    count: items.length,
    *rows() {
      for (const item of items) yield columns.map(([, , cell]) => cell(item));
    },
  };
}
