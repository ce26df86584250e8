import type { Step } from "../../src/evaluate/language/path.ts";
import type { ResourceDocument } from "../../src/model/resource.ts";
import { OWN_KEYS } from "../../src/model/resource.ts";

export interface MutablePlace {
  readonly steps: readonly Step[];
  readonly value: unknown;
}

/** Every place of a document below demarc's own keys, outer ones first. */
export function placesOf(document: ResourceDocument): MutablePlace[] {
  const found: MutablePlace[] = [];
  const walk = (value: unknown, steps: readonly Step[]): void => {
    if (steps.length > 0) found.push({ steps, value });
    if (typeof value !== "object" || value === null) return;
    const entries: [Step, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
    for (const [key, inner] of entries)
      if (steps.length > 0 || !OWN_KEYS.includes(String(key))) walk(inner, [...steps, key]);
  };
  walk(document, []);
  return found;
}

/** A copy with another value at the place. */
export function changeAt<T>(value: T, steps: readonly Step[], to: unknown): T {
  const [step, ...rest] = steps;
  if (step === undefined) return to as T;
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<Step, unknown>;
  copy[step] = changeAt(copy[step], rest, to);
  return copy as T;
}

/** A copy without the key. */
export function removeAt<T>(value: T, steps: readonly Step[]): T {
  const [step, ...rest] = steps;
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<Step, unknown>;
  if (rest.length > 0) copy[step!] = removeAt(copy[step!], rest);
  else delete copy[step!];
  return copy as T;
}

/** Every copy of a condition in which one path is misspelt, with the misspelling. Paths to whole elements (`.`, `$name`) are left alone. */
export function* misspellings<T>(node: T, key = ""): Iterable<readonly [changed: T, path: string]> {
  if (typeof node === "string") {
    if (
      !["path", "in", "policy", "addresses", "customer_managed_key", "requires_tls"].includes(key) ||
      !/[a-z]$/i.test(node)
    )
      return;
    if (node.startsWith("$") && !node.includes(".")) return;
    yield [`${node}Zz` as T, `${node}Zz`];
  } else if (Array.isArray(node)) {
    for (const [index, inner] of node.entries()) {
      for (const [changed, path] of misspellings(inner as unknown, key)) yield [node.with(index, changed) as T, path];
    }
  } else if (typeof node === "object" && node !== null) {
    for (const [name, inner] of Object.entries(node)) {
      for (const [changed, path] of misspellings(inner as unknown, name)) yield [{ ...node, [name]: changed }, path];
    }
  }
}
