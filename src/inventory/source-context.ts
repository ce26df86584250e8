import type { Unread } from "../model/resource.ts";

/** What is known of a document from the place it was found in, and not from the document itself. */
export interface SourceContext {
  /** The call or file shape: `config:SelectResourceConfig`, `config-snapshot`, `arm`, `resource-graph`. */
  readonly source: string;
  /** ISO 8601 UTC: when the source last confirmed the document. Missing: not known. */
  readonly confirmed_at?: string;
  /** Used where the document names no account of its own. */
  readonly account?: string;
  /** Used where the document names no region of its own. */
  readonly region?: string;
  /** What the reader asked for and did not obtain, besides what the source never carries. */
  readonly unread?: readonly Unread[];
  /** `children` and facts whose names begin with `@`, read by calls of their own. Other keys are ignored. */
  readonly joined?: Readonly<Record<string, unknown>>;
}

/** The members of `joined` that a document may have: nothing found inside a document can pass for one of these. */
export function joinedFacts({ joined }: SourceContext): Record<string, unknown> {
  const entries = Object.entries(joined ?? {}).filter(([key]) => key === "children" || key.startsWith("@"));
  return Object.fromEntries(entries);
}
