import type { CompileContext } from "../language/context.ts";
import type { Node } from "../language/node.ts";

/** A common question with its own keyword: a node like any other. */
export interface Question {
  readonly compile: (argument: unknown, context: CompileContext) => Node;
  /** Paths it reads of the judged document, or of one of the types it `relates` to, for planning what to collect. */
  readonly reads: (argument: unknown, type: string) => readonly string[];
  /** Paths of values it compares with, which may start at a resource further out: `$.configuration.port`. */
  readonly operands?: (argument: unknown) => readonly string[];
  /** Other types it may look up, e.g. prefix lists. */
  readonly relates?: (argument: unknown, type: string) => readonly string[];
}
