export type CellValue = string | number;

/** One sheet: a row of names, then as many rows as it says; `widths` in characters. */
export interface SheetTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly widths: readonly number[];
  /** Whether its values are of many kinds, so that they stand below each other best as text does. */
  readonly isNamesAndValues?: boolean;
  readonly count: number;
  readonly rows: () => Iterable<readonly CellValue[]>;
}

export type Column<Item> = readonly [name: string, width: number, cell: (item: Item) => CellValue];

/** Beside a title in bold there is a button to filter by. */
const FILTER_WIDTH = 4;

/** A row an item, made when it is written. No column is narrower than its title. */
export function tableOf<Item>(name: string, columns: readonly Column<Item>[], items: readonly Item[]): SheetTable {
  return {
    name,
    columns: columns.map(([title]) => title),
    widths: columns.map(([title, width]) => Math.max(width, title.length + FILTER_WIDTH)),
    count: items.length,
    *rows() {
      for (const item of items) yield columns.map(([, , cell]) => cell(item));
    },
  };
}
