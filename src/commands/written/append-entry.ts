import { parseDocument, stringify } from "yaml";

/** Only comments: what a file looks like before it has entries. */
export function holdsNothing(text: string): boolean {
  return text.split("\n").every((line) => /^\s*(?:#|$)/.test(line));
}

/** A YAML file with one more entry under a key; what people wrote in it is kept. An empty file starts with `head`. */
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
