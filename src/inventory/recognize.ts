import type { SnapshotEntry } from "../model/resource.ts";
import { recognizeAws } from "./recognize-aws.ts";
import { recognizeAzure } from "./recognize-azure.ts";
import { isObject } from "./json-text.ts";
import type { SourceContext } from "./source-context.ts";

/** What is known of the file around a value. */
export interface FileContext extends Omit<SourceContext, "source"> {
  readonly file: string;
  /** 1-based line on which the value begins. */
  readonly line: number;
  /** The file is named as AWS Config names delivered history. */
  readonly isHistory: boolean;
}

/** One thing found, ready for the snapshot. */
export interface Found {
  readonly entry: SnapshotEntry;
  /**
   * For a configuration item that may come again: which resource it is about (account, type and id), and the
   * time it was captured.
   */
  readonly revision?: Revision;
}

export interface Revision {
  readonly key: string;
  /** ISO 8601 UTC; empty where the item does not say. */
  readonly at: string;
  /** More items of the same resource are to be expected: history, events, things that every region records. */
  readonly mayComeAgain: boolean;
}

export interface Findings {
  readonly found: (found: Found) => void;
  /** One page of a listing was seen; `more`: it says that another follows. */
  readonly page: (call: string, more: boolean) => void;
  /** A part of the value that is nothing demarc knows. */
  readonly unknown: (message: string) => void;
}

/** Events hold messages, which hold items: no more layers than that. */
const MAX_LAYERS = 6;

/**
 * Says to `findings` all that a parsed JSON value holds, whichever of the known shapes it has. False where it
 * has none of them.
 */
export function recognize(value: unknown, context: FileContext, findings: Findings, layer = 0): boolean {
  if (layer > MAX_LAYERS) return false;
  if (Array.isArray(value)) {
    for (const element of value) {
      if (!recognize(element, context, findings, layer + 1)) findings.unknown("an element of a list is nothing known");
    }
    return true;
  }
  if (!isObject(value)) return false;
  const inner = (nested: unknown): boolean => recognize(nested, context, findings, layer + 1);
  return recognizeAws(value, context, findings, inner) || recognizeAzure(value, context, findings);
}
