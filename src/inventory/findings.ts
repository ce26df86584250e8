import type { SnapshotEntry } from "../model/resource.ts";
import type { Page, PageContent } from "./pages/page.ts";
import type { Revision } from "./revision.ts";
import type { SourceContext } from "./source-context.ts";

/** What is known of the file around a value. */
export interface FileContext extends Omit<SourceContext, "source"> {
  readonly file: string;
  /** 1-based line on which the value begins. */
  readonly line: number;
  /** The file is named as AWS Config names delivered history. */
  readonly isHistory: boolean;
  /** Other files may tell of the same things. */
  readonly mayOverlap: boolean;
}

/** One thing found, ready for the snapshot. */
export interface Found {
  readonly entry: SnapshotEntry;
  /** Missing: nothing else that is said can be known to be of the same thing. */
  readonly revision?: Revision;
}

export interface Findings {
  readonly found: (found: Found) => void;
  /** One page of a listing was seen to its end. */
  readonly page: (page: Omit<Page, "file" | keyof PageContent>) => void;
  /** A part of the value that is nothing demarc knows. */
  readonly unknown: (message: string) => void;
}
