import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { ResourceDocument } from "../../model/resource.ts";
import type { Budget } from "./budget.ts";

/** Documents kept to the end, by number: compressed and outside the heap, because few of them are read again. */
export interface PackedDocuments {
  /** Returns the number, counted from zero; null if the document does not fit. */
  readonly add: (document: ResourceDocument) => number | null;
  /** Unpacks the document. */
  readonly get: (index: number) => ResourceDocument;
  readonly count: () => number;
}

/** Documents compressed together: being alike, they shrink to a tenth or less. */
interface Block {
  readonly first: number;
  readonly bytes: Uint8Array;
  /** Bytes of the text. */
  readonly size: number;
}

/** Bytes of text. Twice as many would take a tenth less room, but twice the time to read one of them. */
const BLOCK = 32 << 10;
/** What is looked up usually lies close together. */
const MOST_OPENED = 8;
/** Bytes of a block that may stay open: a single document can be of any size. */
const LARGEST_OPENED = 4 * BLOCK;
const NONE = -1;

/** The texts of a recently used block. */
interface Opened {
  first: number;
  texts: readonly string[];
}

export function createPackedDocuments(budget: Budget): PackedDocuments {
  const blocks: Block[] = [];
  /** The texts not compressed yet, and the number of the first of them. */
  let loose: string[] = [];
  let looseBytes = 0;
  let firstLoose = 0;
  /**
   * The most recently used is last. They are created once and reused: where many objects from one allocation site live
   * long, V8 allocates later ones as old from the start, and what they hold is then not freed with the young
   * generation.
   */
  const opened: Opened[] = Array.from({ length: MOST_OPENED }, () => ({ first: NONE, texts: [] }));

  const close = (): void => {
    // The JSON has no line breaks outside its strings, and escapes those within.
    const text = loose.join("\n");
    const bytes = new Uint8Array(deflateRawSync(text, { level: 1 }));
    blocks.push({ first: firstLoose, bytes, size: Buffer.byteLength(text) });
    budget.giveBackBytes(looseBytes - bytes.length);
    firstLoose += loose.length;
    [loose, looseBytes] = [[], 0];
  };

  const lookedAt = (at: number): Opened => {
    const [one] = opened.splice(at, 1);
    opened.push(one!);
    return one!;
  };

  const textOf = (index: number): string => {
    if (index >= firstLoose) return loose[index - firstLoose]!;
    const { first, bytes, size } = blockOf(blocks, index);
    const at = opened.findIndex((one) => one.first === first);
    if (at !== -1) return lookedAt(at).texts[index - first]!;
    const text = inflateRawSync(bytes, { chunkSize: size + 1 }).toString();
    const texts = text.split("\n");
    if (text.length <= LARGEST_OPENED) Object.assign(lookedAt(0), { first, texts });
    return texts[index - first]!;
  };

  return {
    add: (document) => {
      const text = JSON.stringify(document);
      const size = Buffer.byteLength(text);
      if (!budget.takeBytes(size)) return null;
      looseBytes += size;
      const index = firstLoose + loose.push(text) - 1;
      if (looseBytes >= BLOCK) close();
      return index;
    },
    get: (index) => JSON.parse(textOf(index)) as ResourceDocument,
    count: () => firstLoose + loose.length,
  };
}

/** The last block that begins at or before the number. */
function blockOf(blocks: readonly Block[], index: number): Block {
  let low = 0;
  let high = blocks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (blocks[middle]!.first <= index) low = middle;
    else high = middle - 1;
  }
  return blocks[low]!;
}
