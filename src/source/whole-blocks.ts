/** What is left of a file whose syntax is broken. */
export interface WholeBlocks {
  /** The text with blanks in place of what is broken, so that everything else keeps its position. */
  readonly text: string;
  /** 1-based lines on which something begins that has lost a part: a list or the file itself. */
  readonly tornLines: ReadonlySet<number>;
}

interface Block {
  readonly from: number;
  readonly to: number;
  /** Offset of the key whose entry it is; undefined for a top-level key of the file. */
  readonly below?: number;
}

/**
 * Removes the block in which the syntax goes wrong at `offset`: a top-level key, or an entry of a list directly below
 * one. A mistake at the very beginning of a block is usually caused by something unclosed before it, so both are
 * removed. Null if nothing would be left.
 */
export function withoutBlockAt({ text, tornLines }: WholeBlocks, offset: number): WholeBlocks | null {
  const blocks = blocksOf(text);
  const at = blocks.findLastIndex(({ from }) => from <= offset);
  const hit = blocks[at];
  if (!hit) return null;
  const broken = hit.from === offset && at > 0 ? [blocks[at - 1]!, hit] : [hit];
  const left = broken.reduce((kept, { from, to }) => blanked(kept, from, to), text);
  const first = left.search(/^[^\s#]/m);
  if (first === -1) return null;
  const torn = broken.map(({ from, below }) => below ?? (text[from] === "-" ? from : first));
  return { text: left, tornLines: new Set([...tornLines, ...torn.map((offset) => lineAt(text, offset))]) };
}

function blanked(text: string, from: number, to: number): string {
  return text.slice(0, from) + text.slice(from, to).replaceAll(/[^\n]/g, " ") + text.slice(to);
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

/** In the order of the file. A key extends to the next key, so that it contains its entries. */
function blocksOf(text: string): Block[] {
  const keys = [...text.matchAll(/^[^\s#].*$/gm)].map(({ index }) => index);
  return keys.flatMap((from, at) => {
    const to = keys[at + 1] ?? text.length;
    return [{ from, to }, ...entriesOf(text.slice(from, to), from)];
  });
}

/** The entries of the list under a key; empty unless everything there is, judging by indentation, one list. */
function entriesOf(block: string, key: number): Block[] {
  const [, ...lines] = [...block.matchAll(/^[^\S\n]*[^\s#].*$/gm)];
  const indents = lines.map(([line]) => line.search(/\S/));
  const [indent = 0] = indents;
  const starts = lines.filter((_, at) => indents[at]! <= indent);
  if (!starts.every(([line]) => line.startsWith(`${" ".repeat(indent)}- `))) return [];
  return starts.map(({ index }, at) => ({
    from: key + index,
    to: key + (starts[at + 1]?.index ?? block.length),
    below: key,
  }));
}
