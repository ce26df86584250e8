import type { ResourceDocument } from "../model/resource.ts";
import { OWN_KEYS } from "../model/resource.ts";
import { parsePath } from "./path.ts";

/** Keys to keep, as a tree; an empty branch keeps everything below it. */
interface Branch {
  readonly [key: string]: Branch;
}

export type Projection = (document: ResourceDocument) => ResourceDocument;

/**
 * Keeps of a document only what `paths` (of its field list) reach, so that documents that have to wait cost
 * little. What is dropped is never asked for, so it reads as absent to nobody.
 */
export function projectionOf(paths: Iterable<string>, fold: boolean): Projection {
  const tree: Record<string, Branch> = {};
  for (const path of paths) plant(tree, path, fold);
  return (document) => {
    const kept = keep(document, tree, fold);
    for (const key of OWN_KEYS) if (document[key] !== undefined) kept[key] = document[key];
    return kept as ResourceDocument;
  };
}

function plant(tree: Record<string, Branch>, path: string, fold: boolean): void {
  let branch = tree as Record<string, Record<string, Branch>>;
  const keys: string[] = [];
  for (const segment of parsePath(path).segments) {
    if (segment.kind !== "key") break;
    keys.push(fold ? segment.key.toLowerCase() : segment.key);
  }
  for (const [index, key] of keys.entries()) {
    const next = Object.hasOwn(branch, key) ? branch[key]! : undefined;
    if (next && Object.keys(next).length === 0) return;
    if (index === keys.length - 1) branch[key] = {};
    else branch = (branch[key] = next ?? {}) as Record<string, Record<string, Branch>>;
  }
}

function keep(value: object, tree: Branch, fold: boolean): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value) as [string, unknown][]) {
    const wanted = fold ? key.toLowerCase() : key;
    if (!Object.hasOwn(tree, wanted) || key === "__proto__") continue;
    const branch = tree[wanted]!;
    const whole =
      Object.keys(branch).length === 0 || typeof inner !== "object" || inner === null || Array.isArray(inner);
    kept[key] = whole ? inner : keepSome(inner, branch, fold);
  }
  return kept;
}

/** An object that had something keeps at least one key: empty, it would read as never read. */
function keepSome(value: object, tree: Branch, fold: boolean): Record<string, unknown> {
  const kept = keep(value, tree, fold);
  if (Object.keys(kept).length > 0) return kept;
  const first = Object.keys(value)[0];
  return first === undefined ? {} : { [first]: null };
}
