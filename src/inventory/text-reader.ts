/** Takes the text of one file in chunks of UTF-8 bytes. Never throws for what the bytes are. */
export interface TextReader {
  /** False: nothing more is wanted of this file. */
  readonly push: (chunk: Buffer) => boolean;
  /** To be called after the last chunk; what it gives must be waited for. */
  readonly end: () => void | Promise<void>;
}
