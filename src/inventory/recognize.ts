import { recognizeAws } from "./recognize-aws.ts";
import { recognizeAzure } from "./recognize-azure.ts";
import { isObject } from "./json-text.ts";
import type { FileContext, Findings } from "./findings.ts";

/** Events hold messages, which hold items; real input has no more layers than that. */
const MAX_LAYERS = 6;

/** Reports to `findings` everything in a parsed JSON value of any known shape. False if it has none of them. */
export function recognize(value: unknown, context: FileContext, findings: Findings, layer = 0): boolean {
  if (layer > MAX_LAYERS) return false;
  if (Array.isArray(value)) {
    for (const element of value) {
      if (!recognize(element, context, findings, layer + 1)) findings.unknown("an element of a list is not recognised");
    }
    return true;
  }
  if (!isObject(value)) return false;
  const inner = (nested: unknown): boolean => recognize(nested, context, findings, layer + 1);
  return recognizeAws(value, context, findings, inner) || recognizeAzure(value, context, findings);
}
