/** Takes the text of one file in chunks of UTF-8 bytes. Never throws because of the content. */
export interface TextReader {
  /** False if nothing more of this file is wanted. */
  readonly push: (chunk: Buffer) => boolean;
  /** To be called after the last chunk; its result must be awaited. */
  readonly end: () => void | Promise<void>;
}
