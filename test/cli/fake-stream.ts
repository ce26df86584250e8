import type { Stream } from "../../src/cli/terminal.ts";

export interface FakeStream extends Stream {
  /** All that was written. */
  text: string;
}

interface Facts {
  columns?: number;
  isTTY?: boolean;
  /** Every write fails with this code. */
  fails?: string;
}

/** A stream that keeps what is written to it. */
export function fakeStream({ fails, ...facts }: Facts = {}): FakeStream {
  return {
    ...facts,
    text: "",
    on: () => undefined,
    write(text, done) {
      if (fails === undefined) this.text += text;
      done(fails === undefined ? null : Object.assign(new Error(`write ${fails}`), { code: fails, syscall: "write" }));
      return true;
    },
  };
}
