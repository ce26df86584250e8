import type { AnswerCheck } from "./whole-answer.ts";

/** All commands that are ever sent to one service, by operation name. A test checks that they only read. */
export type Commands = Readonly<Record<string, new (input: never) => object>>;

/** The part of an SDK client that the rest of the code sees. */
export interface SdkClient {
  send(command: object, options: { readonly abortSignal: AbortSignal }): Promise<unknown>;
  destroy(): void;
  readonly middlewareStack: AnswerCheck;
}
