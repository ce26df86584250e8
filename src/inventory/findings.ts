import type { SnapshotEntry } from "../model/resource.ts";
import type { Page, PageContent } from "./pages/page.ts";
import type { Revision } from "./revision.ts";
import type { SourceContext } from "./source-context.ts";

/** What is known about the file around a value. */
export interface FileContext extends Omit<SourceContext, "source"> {
  readonly file: string;
  /** 1-based line on which the value begins. */
  readonly line: number;
  /** Whether the file is named as AWS Config names delivered history. */
  readonly isHistory: boolean;
  /** Whether other files may describe the same things. */
  readonly mayOverlap: boolean;
}

/** One thing found, ready for the snapshot. */
export interface Found {
  readonly entry: SnapshotEntry;
  /** Missing if no other entry can be recognised as describing the same thing. */
  readonly revision?: Revision;
}

export interface Findings {
  readonly found: (found: Found) => void;
  /** Reports that one page of a listing was read to its end. */
  readonly page: (page: Omit<Page, "file" | keyof PageContent>) => void;
  /** Reports a part of the value that demarc does not recognise. */
  readonly unknown: (message: string) => void;
}
