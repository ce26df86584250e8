import type { Unread } from "../../model/resource.ts";
import type { Failure } from "./api.ts";

/** A part of a document that a call did not return. */
export function unreadBecause(path: string, { reason, call, code, message }: Failure): Unread {
  return { path, reason, call, ...(code !== undefined && { code }), message };
}
