import { isObject } from "../../src/inventory/json-text.ts";

/**
 * The paths at which `written` holds a value that `read` does not: secrets that were masked, nulls, and texts
 * that were decoded to what they hold are not lost. Knows nothing of how the normaliser decodes.
 */
export function lostValues(written: unknown, read: unknown, path = ""): string[] {
  if (written === null || written === undefined || isMasked(read)) return [];
  if (typeof written === "string" && typeof read !== "string") return lostInText(written, read, path);
  if (Array.isArray(written)) {
    if (Array.isArray(read)) return written.flatMap((element, at) => lostValues(element, read[at], `${path}[${at}]`));
    return written.length === 1 ? lostValues(written[0], read, path) : [path];
  }
  if (isObject(written)) {
    if (!isObject(read)) return [path];
    return Object.keys(written).flatMap((key) => lostValues(written[key], read[key], `${path}.${key}`));
  }
  return written === read ? [] : [path];
}

function lostInText(text: string, read: unknown, path: string): string[] {
  if (isObject(read) && read["group"] === text) return [];
  const decoded = [() => JSON.parse(text) as unknown, () => JSON.parse(decodeURIComponent(text)) as unknown].map(
    attempt,
  );
  const value = decoded.find((one) => one !== undefined);
  return value === undefined ? [path] : lostValues(value, read, path);
}

function attempt(decode: () => unknown): unknown {
  try {
    return decode();
  } catch {
    return undefined;
  }
}

function isMasked(value: unknown): boolean {
  return (
    isObject(value) &&
    value["masked"] === true &&
    typeof value["length"] === "number" &&
    typeof value["looks_like"] === "string"
  );
}
