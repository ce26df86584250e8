import type { PassedOver } from "../model/resource.ts";
import { RESOURCE_PREFIX } from "./snapshot-format.ts";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** What stands before each text with which a line of a resource begins, as the writer of snapshots orders them. */
const BEFORE = [RESOURCE_PREFIX, '","account":"', '","region":"', '","id":"', '","name":"', '","provider":"'].map(
  (text) => Buffer.from(text),
);

/**
 * Type and place of a resource, read from where they must stand in the line that begins at `start`, without parsing it.
 * Undefined where anything stands otherwise or has escapes: such a line must be parsed.
 */
export function placeOfLine(bytes: Buffer, start: number): PassedOver | undefined {
  const ends: number[] = [];
  const begins: number[] = [];
  let at = start;
  for (const before of BEFORE) {
    if (!standsAt(bytes, before, at)) return undefined;
    const begin = at + before.length;
    const end = endOfText(bytes, begin);
    if (end === -1) return undefined;
    begins.push(begin);
    ends.push(end);
    at = end;
  }
  const text = (index: number): string => bytes.toString("utf8", begins[index], ends[index]);
  return { type: text(0), account: text(1), region: text(2), provider: text(5) };
}

function standsAt(bytes: Buffer, text: Buffer, at: number): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text[i]) return false;
  return true;
}

/** Where the quotation mark stands that ends the text; -1 before any escape, break of the line or end. */
function endOfText(bytes: Buffer, from: number): number {
  for (let at = from; ; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) return at;
    if (byte === undefined || byte === BACKSLASH || byte < 0x20) return -1;
  }
}
