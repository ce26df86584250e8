import { isObject, own } from "../../inventory/json-text.ts";
import type { JsonObject } from "../../inventory/json-text.ts";
import type { Unread } from "../../model/resource.ts";
import type { NeededType } from "./options.ts";
import { callName } from "./own-calls.ts";
import type { VersionGap, VersionGaps } from "./versions.ts";

/**
 * The paths that the rules read and that are missing from an answer in a version other than the one wanted. That
 * version may not have them, so their absence says nothing. `isBody`: the document itself came from its own call.
 */
export function unknownByVersion(document: JsonObject, need: NeededType, gaps: VersionGaps, isBody: boolean): Unread[] {
  const own = need.children.map(({ call, path }) => ({ call, root: path }));
  const body = isBody && need.call !== undefined ? [{ call: need.call, root: "properties" }] : [];
  const found = new Map<string, Unread>();
  for (const { call, root } of [...own, ...body]) {
    const gap = gaps.get(call);
    if (gap === undefined) continue;
    for (const path of [...need.paths].filter((one) => one.startsWith(root)))
      for (const lacking of lackingPaths(document, stepsOf(path), stepsOf(root).length))
        found.set(lacking, { path: lacking, reason: "not_collected", call: callName(call), message: wordOn(gap) });
  }
  return [...found.values()];
}

/** The message for a gap: `this cloud has no …: … was asked`. */
export function wordOn({ type, wanted, asked }: VersionGap): string {
  return `this cloud has no version ${wanted} of ${type}: ${asked} was asked, which may not know it`;
}

/** The steps of a path: `children["a/b"].c[].d` as `children`, `["a/b"]`, `.c`, `[]`, `.d`. */
function stepsOf(path: string): string[] {
  return path.match(/\.?[^.[\]]+|\["[^"]*"\]|\[\]/g) ?? [];
}

/** The places below the first `depth` steps where a value ends before its path does. */
function lackingPaths(value: unknown, steps: readonly string[], depth: number, at = ""): string[] {
  const [step, ...rest] = steps;
  if (step === undefined) return [];
  if (step === "[]")
    return Array.isArray(value)
      ? value.flatMap((one, index) => lackingPaths(one, rest, depth - 1, `${at}[${index}]`))
      : [];
  if (!isObject(value) || own(value, "unsupported") === true) return [];
  const key = step.startsWith("[") ? step.slice(2, -2) : step.replace(/^\./, "");
  const next = own(value, key) ?? null;
  if (next !== null) return lackingPaths(next, rest, depth - 1, `${at}${step}`);
  // A part with a call of its own was answered: if it is missing, there is none, or it could not be read.
  return depth > 0 ? [] : [`${at}${step}`];
}
