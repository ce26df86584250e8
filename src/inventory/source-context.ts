import type { Unread } from "../model/resource.ts";

/** What is known about a document from where it was found, not from the document itself. */
export interface SourceContext {
  /** The call or file shape: `config:SelectResourceConfig`, `config-snapshot`, `arm`, `resource-graph`. */
  readonly source: string;
  /** ISO 8601 UTC: when the source last confirmed the document. Missing if not known. */
  readonly confirmed_at?: string;
  /** Used if the document names no account. */
  readonly account?: string;
  /** Used if the document names no region. */
  readonly region?: string;
  /** What the reader asked for but did not obtain, besides what the source never includes. */
  readonly unread?: readonly Unread[];
  /** `children` and facts whose names begin with `@`, each read by its own call. Other keys are ignored. */
  readonly joined?: Readonly<Record<string, unknown>>;
}

/** The members of `joined` that a document may have. Nothing found inside a document can pass for one of these. */
export function joinedFacts({ joined }: SourceContext): Record<string, unknown> {
  const entries = Object.entries(joined ?? {}).filter(([key]) => key === "children" || key.startsWith("@"));
  return Object.fromEntries(entries);
}
