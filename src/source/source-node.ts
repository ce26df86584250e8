/** A YAML file as data that records where each part was written. */
export type SourceNode = ScalarNode | ListNode | MapNode;

/** Where something was written; never longer than its first line. */
export interface SourcePlace {
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 units. */
  readonly column: number;
  readonly length: number;
}

export interface ScalarNode {
  readonly kind: "scalar";
  readonly place: SourcePlace;
  readonly value: string | number | boolean | null;
  /** The text as written, if without quotes; null for quoted and block text. */
  readonly plain: string | null;
  /** The reader refused and reported what is here; nothing more should be reported about it. */
  readonly refused?: true;
}

export interface ListNode {
  readonly kind: "list";
  readonly place: SourcePlace;
  readonly items: readonly SourceNode[];
}

export interface MapNode {
  readonly kind: "map";
  readonly place: SourcePlace;
  readonly entries: readonly MapEntry[];
}

export interface MapEntry {
  readonly key: string;
  readonly keyPlace: SourcePlace;
  readonly value: SourceNode;
}

export function entryOf(node: SourceNode | undefined, key: string): MapEntry | undefined {
  return node?.kind === "map" ? node.entries.find((entry) => entry.key === key) : undefined;
}

export function valueOf(node: SourceNode | undefined, key: string): SourceNode | undefined {
  return entryOf(node, key)?.value;
}

/** The text of a scalar that is text; undefined for everything else. */
export function textOf(node: SourceNode | undefined): string | undefined {
  return node?.kind === "scalar" && typeof node.value === "string" ? node.value : undefined;
}

/** The node as plain data. Keys with a meaning in JavaScript never get here, because the reader refuses them. */
export function plainData(node: SourceNode): unknown {
  if (node.kind === "scalar") return node.value;
  if (node.kind === "list") return node.items.map(plainData);
  return Object.fromEntries(node.entries.map(({ key, value }) => [key, plainData(value)]));
}

/** The place of the node that `path` leads to, or of its nearest existing ancestor. */
export function placeAt(node: SourceNode, path: readonly PropertyKey[]): SourcePlace {
  let place = node.place;
  let at: SourceNode | undefined = node;
  for (const step of path) {
    const entry: MapEntry | undefined = entryOf(at, String(step));
    const next: SourceNode | undefined = at?.kind === "list" ? at.items[Number(step)] : entry?.value;
    if (!next) break;
    // A block's own place is its first line below the key, but people look for the key.
    place = entry && next.kind !== "scalar" ? entry.keyPlace : next.place;
    at = next;
  }
  return place;
}

export function nodeAt(node: SourceNode, path: readonly PropertyKey[]): SourceNode | undefined {
  let at: SourceNode | undefined = node;
  for (const step of path) at = at?.kind === "list" ? at.items[Number(step)] : valueOf(at, String(step));
  return at;
}

/** What a node is, for messages: `text`, `a number`, `a list`, … */
export function nodeKindText(node: SourceNode): string {
  if (node.kind === "list") return node.items.length === 0 ? "an empty list" : "a list";
  if (node.kind === "map") return "a mapping";
  return node.value === null ? "nothing" : typeof node.value === "string" ? "text" : `a ${typeof node.value}`;
}

/** What the user wrote, in quotes and not too long. */
export function shown(node: SourceNode): string {
  if (node.kind !== "scalar") return nodeKindText(node);
  if (node.value === null) return "nothing";
  const text = node.plain ?? String(node.value);
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}…` : text);
}
