/**
 * Of a snapshot the resources from one byte to another, and all else that it holds up to there. Its reading rejects with
 * `NotDivisible` where anything is amiss: what that hides, only who reads all of it can say.
 */
export interface FilePart {
  /** Bytes from the beginning of the file; a line begins at each. */
  readonly from: number;
  readonly to: number;
  /** Called when all of the part was taken; what follows of the file is then given too, but for its resources. Missing: the reading ends with the part. */
  readonly onBeyond?: () => void;
}

/** The snapshot is to be read and judged as a whole. */
export class NotDivisible extends Error {}

/** The same chunks, of which none reaches beyond the end of the part. */
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
