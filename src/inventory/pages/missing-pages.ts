import type { BlindSpot } from "../../model/resource.ts";
import type { Page } from "./page.ts";

const SAVE_ALL = "save all pages; a last page with nothing on it belongs in the file of the page before it";

/** The blind spot for missing pages of the listing that the given page belongs to. */
export function missingPages({ call, file }: Pick<Page, "call" | "file">, message: string, help = SAVE_ALL): BlindSpot {
  const provider = call.startsWith("config:") ? "aws" : "azure";
  return { provider, types: ["*"], reason: "truncated", call, message, help, file };
}
