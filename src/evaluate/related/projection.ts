import type { ResourceDocument } from "../../model/resource.ts";
import { OWN_KEYS } from "../../model/resource.ts";
import { parsePath } from "../language/path.ts";

/** Keys to keep, as a tree; an empty branch keeps everything below it. */
type Branch = Map<string, Branch>;

export type Projection = (document: ResourceDocument) => ResourceDocument;

/**
 * Keeps only what `paths` (of the field list) reach in a document, so that waiting documents cost little. What is
 * dropped is never asked for, so nothing sees it as absent.
 */
export function projectionOf(paths: Iterable<string>, fold: boolean): Projection {
  const tree: Branch = new Map();
  for (const path of paths) plant(tree, path, fold);
  return (document) => {
    const kept = keep(document, tree, fold);
    for (const key of OWN_KEYS) if (document[key] !== undefined) kept[key] = document[key];
    return kept as ResourceDocument;
  };
}

function plant(tree: Branch, path: string, fold: boolean): void {
  let branch = tree;
  const keys: string[] = [];
  for (const segment of parsePath(path).segments) {
    const key = segment.kind === "key" ? (fold ? segment.key.toLowerCase() : segment.key) : undefined;
    // A key of that name cannot be copied by assignment, so its parent is kept whole.
    if (key === undefined || key === "__proto__") break;
    keys.push(key);
  }
  for (const [index, key] of keys.entries()) {
    const next = branch.get(key);
    if (next?.size === 0) return;
    const isLast = index === keys.length - 1;
    const below = isLast ? new Map() : (next ?? new Map());
    branch.set(key, below);
    branch = below;
  }
}

function keep(value: object, tree: Branch, fold: boolean): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  const own = value as Readonly<Record<string, unknown>>;
  if (fold) {
    for (const key of Object.keys(own)) {
      const branch = tree.get(key.toLowerCase());
      if (branch) kept[key] = keepBelow(own[key], branch, fold);
    }
  } else for (const [key, branch] of tree) if (Object.hasOwn(own, key)) kept[key] = keepBelow(own[key], branch, fold);
  return kept;
}

/** A non-empty object keeps at least one key, because an empty one would count as never read. */
function keepBelow(value: unknown, branch: Branch, fold: boolean): unknown {
  if (branch.size === 0 || typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const kept = keep(value, branch, fold);
  for (const _ in kept) return kept;
  const first = Object.keys(value)[0];
  return first === undefined ? kept : { [first]: null };
}
