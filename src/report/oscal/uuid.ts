import { createHash } from "node:crypto";

/** Of all names that demarc makes: a UUID of its own, fixed for good. */
const NAMESPACE = Buffer.from("6f1c9b0a3d5e4c7f8a21d4e0b7c39f52", "hex");

/** A UUID of version 5: the same words give the same UUID, in every run. */
export function uuidOf(...words: readonly string[]): string {
  const hash = createHash("sha1").update(NAMESPACE).update(JSON.stringify(words)).digest();
  hash[6] = (hash[6]! & 0x0f) | 0x50;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  const hex = hash.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
}
