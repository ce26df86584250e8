import { ROOTS } from "../model/resource.ts";
import type { ResourceDocument } from "../model/resource.ts";
import type { Responsibility, ResponsibilityModel } from "../model/responsibility.ts";
import { LAYERS } from "../model/words.ts";
import type { Layer } from "../model/words.ts";
import type { Facts } from "./language/context.ts";
import { parsePath } from "./language/path.ts";
import { buildResolver } from "./resolver.ts";

/** A field of a resource and its assumed value. */
export interface Assignment {
  readonly path: string;
  readonly value: unknown;
}

/** A layer that another party would answer for. */
export interface Moved {
  readonly layer: Layer;
  readonly before: Responsibility;
  readonly after: Responsibility;
}

/**
 * The layers whose state differs between two documents of one type. Fields that a document lacks count as absent, not
 * as unread, because this is about the model and nothing was read.
 */
export function movedLayers(
  model: ResponsibilityModel,
  facts: Facts,
  before: ResourceDocument,
  after: ResourceDocument,
): Moved[] {
  const resolver = buildResolver(model, { ...facts, fields: {} });
  const left = resolver.for(before);
  const right = resolver.for(after);
  return LAYERS.map((layer) => ({ layer, before: left(layer), after: right(layer) })).filter(
    (one) => one.before.state !== one.after.state,
  );
}

/** A document of `type`, as if read, with only these fields. List elements are created if a path needs one. */
export function supposedDocument(provider: string, type: string, assignments: readonly Assignment[]): ResourceDocument {
  const body: Record<string, unknown> = {};
  for (const root of ROOTS) body[root] = { "(read)": true };
  for (const { path, value } of assignments) assign(body, path, value);
  return { provider, account: "", region: "", type, id: "", name: "", ...body };
}

/** @throws {PathSyntaxError} if the path is not valid. */
function assign(body: Record<string, unknown>, path: string, value: unknown): void {
  let at: Record<string, unknown> = body;
  let key: string | null = null;
  for (const segment of parsePath(path).segments) {
    if (segment.kind === "key") {
      if (key !== null) at = childOf(at, key);
      key = segment.key;
      continue;
    }
    if (key === null) continue;
    const list = Object.hasOwn(at, key) && Array.isArray(at[key]) ? (at[key] as unknown[]) : [];
    define(at, key, list);
    const [first] = list;
    const element = isObject(first) ? first : {};
    if (element !== first) list[0] = element;
    if (segment.kind === "pick") define(element, segment.key, segment.value);
    at = element;
    key = null;
  }
  if (key !== null) define(at, key, value);
}

function childOf(at: Record<string, unknown>, key: string): Record<string, unknown> {
  const known = Object.hasOwn(at, key) ? at[key] : undefined;
  if (isObject(known)) return known;
  const made: Record<string, unknown> = {};
  define(at, key, made);
  return made;
}

/** Defines the key as the object's own, whatever its name. */
function define(at: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(at, key, { value, enumerable: true, configurable: true, writable: true });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
