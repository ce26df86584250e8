import type { FilePart } from "../../inventory/file-part.ts";
import type { Library } from "../../model/library.ts";
import type { Rule } from "../../model/rule.ts";

/** What is read of a source, and who is told of it. */
export interface SourceUse {
  readonly library: Library;
  /** What they need is read of a cloud. */
  readonly rules: readonly Rule[];
  /** Resources of files that are of other types are counted and not parsed. Missing: all are read. */
  readonly types?: ReadonlySet<string> | undefined;
  readonly progress: boolean;
  /** Read also what the cloud's own checks say. Missing: no. */
  readonly witness?: boolean;
  /** Units of a cloud that were read before. Missing: none. */
  readonly done?: ReadonlySet<string>;
  /** Of the one snapshot that is read, this part. Missing: all of it. */
  readonly part?: FilePart;
  /** Told who reads, in the cloud's own words, where it says so. */
  readonly onReader?: (name: string) => void;
}
