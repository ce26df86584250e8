import type { FilePart } from "../../inventory/file-part.ts";
import type { Library } from "../../model/library.ts";
import type { Rule } from "../../model/rule.ts";

/** What to read from a source, and whom to tell about it. */
export interface SourceUse {
  readonly library: Library;
  /** The rules; from a cloud, only what they need is read. */
  readonly rules: readonly Rule[];
  /** The types to read from files; resources of other types are counted but not parsed. If missing, all are read. */
  readonly types?: ReadonlySet<string> | undefined;
  readonly progress: boolean;
  /** Whether the results of the cloud's own checks are read too; default: no. */
  readonly witness?: boolean;
  /** Units of a cloud that were already read; none if missing. */
  readonly done?: ReadonlySet<string>;
  /** The part of the only snapshot to read; all of it if missing. */
  readonly part?: FilePart;
  /** Called with the identity that reads, as the cloud names it, if it does. */
  readonly onReader?: (name: string) => void;
}
