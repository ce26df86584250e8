/** Collects bytes across chunk boundaries, up to a limit. */
export interface ByteSegment {
  /** Adds bytes to the segment; they are copied, since the next read may overwrite the chunk. */
  readonly keep: (bytes: Buffer) => void;
  /**
   * Returns all bytes of the segment with `rest` at the end, and begins a new one. Null if it is longer than the limit.
   */
  readonly take: (rest: Buffer) => Buffer | null;
  /** The same without beginning a new one. */
  readonly peek: (rest: Buffer) => Buffer | null;
}

export function createByteSegment(limit: number): ByteSegment {
  let parts: Buffer[] = [];
  let length = 0;

  const peek = (rest: Buffer): Buffer | null => {
    if (length + rest.length > limit) return null;
    return parts.length === 0 ? rest : Buffer.concat([...parts, rest]);
  };

  return {
    keep: (bytes) => {
      length += bytes.length;
      if (length > limit) parts = [];
      else if (bytes.length > 0) parts.push(Buffer.from(bytes));
    },
    take: (rest) => {
      const bytes = peek(rest);
      parts = [];
      length = 0;
      return bytes;
    },
    peek,
  };
}
