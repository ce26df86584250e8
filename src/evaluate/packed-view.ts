import type { ResourceDocument } from "../model/resource.ts";
import { viewDocument } from "./document-view.ts";
import type { DocumentView } from "./document-view.ts";
import type { EvaluatedResource } from "../model/run.ts";
import type { UnreadIndex } from "./unread.ts";

/** Memory outside the heap, where the collector of garbage does not look at it again and again. */
export interface Packing {
  /** Gives where the text is from now on. */
  readonly put: (text: string) => Packed;
}

interface Packed {
  readonly bytes: Buffer;
  readonly from: number;
  readonly to: number;
}

/** Bytes allocated at once. */
const CHUNK = 1 << 20;
/** UTF-8 of one UTF-16 unit. */
const MOST_BYTES_A_UNIT = 3;

export function createPacking(): Packing {
  let chunk = Buffer.allocUnsafeSlow(0);
  let used = 0;
  return {
    put: (text) => {
      const most = text.length * MOST_BYTES_A_UNIT;
      if (chunk.length - used < most) {
        chunk = Buffer.allocUnsafeSlow(Math.max(CHUNK, most));
        used = 0;
      }
      const from = used;
      used += chunk.write(text, from);
      return { bytes: chunk, from, to: used };
    },
  };
}

/** A view that may come to hold its document packed: it is then parsed each time that somebody looks. A class, as there are very many. */
export class PackableView implements DocumentView {
  readonly unread: UnreadIndex | null;
  judged?: EvaluatedResource;
  #document: ResourceDocument | null;
  #packed: Packed | null = null;

  constructor(document: ResourceDocument) {
    this.unread = viewDocument(document).unread;
    this.#document = document;
  }

  get document(): ResourceDocument {
    if (this.#document) return this.#document;
    const { bytes, from, to } = this.#packed!;
    return JSON.parse(bytes.toString("utf8", from, to)) as ResourceDocument;
  }

  /** Holds `less` in the place of its document. Gives the bytes that it takes. */
  pack(less: ResourceDocument, packing: Packing): number {
    this.#packed = packing.put(JSON.stringify(less));
    this.#document = null;
    return this.#packed.to - this.#packed.from;
  }
}
