import { isUtf8 } from "node:buffer";
import type { FileIntake } from "./file-intake.ts";
import { splitElements } from "./json-elements.ts";
import { isTooDeep, parseJson, TOO_DEEP } from "./json-text.ts";
import { MAX_TEXT } from "./line-blocks.ts";
import { AWS_ITEM_KEYS, awsSourceOf, takeAwsItem } from "./recognize-aws.ts";
import { AZURE_ITEM_KEYS, azureSourceOf, takeAzureDocument } from "./recognize-azure.ts";
import { REPEATED_KEY, repeatsKey } from "./repeated-key.ts";
import type { TextReader } from "./text-reader.ts";

/**
 * Whether one of the members has that name. It is asked for each element that follows them, but each member is examined
 * only once.
 */
function memberNamed(pattern: RegExp): (members: readonly string[]) => boolean {
  let last: { readonly members: readonly string[]; upTo: number; found: boolean } | undefined;
  return (members) => {
    if (last?.members !== members) last = { members, upTo: 0, found: false };
    for (; last.upTo < members.length; last.upTo++) last.found ||= pattern.test(members[last.upTo]!);
    return last.found;
  };
}

const ITEM_KEYS: ReadonlySet<string> = new Set([...AWS_ITEM_KEYS, ...AZURE_ITEM_KEYS]);

/**
 * Reads JSON of any size and layout: a list, or an object with a list of items, element by element; other objects
 * whole. What follows a damaged place is not guessed at.
 */
export function createDocumentReader(file: FileIntake, limit: number = MAX_TEXT): TextReader {
  const damaged = (line: number): void =>
    file.lastFault({
      reason: "truncated",
      message: "the JSON is cut off or damaged here; nothing after it was read",
      line,
    });

  const parsed = (text: string, line: number): unknown => {
    const value = parseJson(text);
    if (value === undefined) {
      if (isTooDeep(text)) file.lastFault({ reason: "limit", message: `${TOO_DEEP}; nothing after it was read`, line });
      else damaged(line);
      splitter.stop();
      return undefined;
    }
    if (!repeatsKey(text, value)) return value;
    file.fault({ reason: "not_recognized", message: REPEATED_KEY, line });
    return undefined;
  };
  const hasFileVersion = memberNamed(/^\s*"fileVersion"/);

  const takeItem = (value: unknown, line: number, key: string, before: readonly string[]): boolean => {
    const context = file.context(line);
    const findings = file.findings(line);
    if (AZURE_ITEM_KEYS.includes(key)) return takeAzureDocument(value, azureSourceOf(key), context, findings);
    return takeAwsItem(value, awsSourceOf(key, hasFileVersion(before), context), context, findings);
  };

  const splitter = splitElements(
    ITEM_KEYS,
    {
      element: (bytes, line, key, before) => {
        if (!isUtf8(bytes)) return file.fault({ reason: "not_recognized", message: "the element is not UTF-8", line });
        const value = parsed(bytes.toString("utf8"), line);
        if (value === undefined) return;
        if (key === undefined) return file.value(value, line);
        if (takeItem(value, line, key, before)) return;
        file.findings(line).unknown(`an element of ${key} is not something that demarc reads`);
      },
      object: (text, line) => {
        const value = parsed(text, line);
        if (value !== undefined) file.value(value, line);
      },
      tooLong: (line) => file.fault({ reason: "limit", message: `the element is longer than ${limit} bytes`, line }),
      damaged,
    },
    limit,
  );
  return { push: splitter.push, end: splitter.end };
}
