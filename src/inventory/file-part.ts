/**
 * The resources of a snapshot from one byte to another, and everything else in it up to there. Reading it rejects with
 * `NotDivisible` if anything is wrong, because only a reader of the whole snapshot can say what that hides.
 */
export interface FilePart {
  /** Byte offsets in the file; a line begins at each. */
  readonly from: number;
  readonly to: number;
  /**
   * Called when the whole part has been taken; the rest of the file, except its resources, is then given too. If
   * missing, reading ends with the part.
   */
  readonly onBeyond?: () => void;
}

/** Thrown if the snapshot must be read and judged as a whole. */
export class NotDivisible extends Error {}

/** The same chunks, cut at the end of the part. */
export async function* chunksOfPart(chunks: AsyncIterable<Buffer>, { to, onBeyond }: FilePart): AsyncGenerator<Buffer> {
  let position = 0;
  for await (const chunk of chunks) {
    const before = Math.min(chunk.length, Math.max(0, to - position));
    const isBorder = position < to && position + chunk.length >= to;
    position += chunk.length;
    if (before > 0) yield chunk.subarray(0, before);
    if (isBorder) {
      if (!onBeyond) return;
      onBeyond();
    }
    if (before < chunk.length) yield chunk.subarray(before);
  }
}
