import { parseDocument, stringify } from "yaml";

/** Whether the text has no entries yet, only comments. */
export function holdsNothing(text: string): boolean {
  return text.split("\n").every((line) => /^\s*(?:#|$)/.test(line));
}

/** Adds an entry under a key of a YAML file and keeps everything else as it is. An empty file starts with `head`. */
export function appendEntry(
  before: string,
  { key, entry, head }: { key: string; entry: object; head: string },
): string {
  if (before === "") return `${head}${stringify({ [key]: [entry] })}`;
  const document = parseDocument(before);
  if (document.has(key)) document.addIn([key], document.createNode(entry));
  else document.set(key, document.createNode([entry]));
  return document.toString({ lineWidth: 0 });
}
