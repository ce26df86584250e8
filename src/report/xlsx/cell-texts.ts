import { neutralize } from "../../diagnostics/neutralize.ts";
import { escapeXml } from "../xml.ts";

/** Characters that Excel takes in one cell. */
const LONGEST_CELL = 32_767;

/** The texts of all cells, each once. */
export interface CellTexts {
  readonly numberOf: (text: string) => number;
  /** In the order of their numbers, as XML. */
  readonly xml: () => Iterable<string>;
}

export function createCellTexts(): CellTexts {
  const numbers = new Map<string, number>();
  return {
    numberOf(text) {
      const known = numbers.get(text);
      if (known !== undefined) return known;
      const number = numbers.size;
      numbers.set(text, number);
      return number;
    },
    *xml() {
      for (const text of numbers.keys()) yield `<si><t xml:space="preserve">${cellXml(text)}</t></si>`;
    },
  };
}

function cellXml(text: string): string {
  // Excel reads `_x0041_` as the character of that number, and `_x005f_` as the line before it.
  return escapeXml(cut(neutralize(text)).replaceAll(/_(?=x[\da-f]{4}_)/gi, "_x005f_"));
}

/** What a cell has no room for is left out, and the cell says so. */
function cut(text: string): string {
  if (text.length <= LONGEST_CELL) return text;
  const said = `... (${text.length} characters, more than a cell holds)`;
  return text.slice(0, LONGEST_CELL - said.length).replace(/[\ud800-\udbff]$/, "") + said;
}
