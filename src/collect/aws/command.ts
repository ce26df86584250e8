import type { AnswerCheck } from "./whole-answer.ts";

/** The commands of one service that are ever sent, by the name of their operation. A test holds that they only read. */
export type Commands = Readonly<Record<string, new (input: never) => object>>;

/** A client of the SDK, as far as anything else knows it. */
export interface SdkClient {
  send(command: object, options: { readonly abortSignal: AbortSignal }): Promise<unknown>;
  destroy(): void;
  readonly middlewareStack: AnswerCheck;
}
