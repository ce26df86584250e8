/** One page of a listing, as it was saved. */
export interface Page extends PageContent {
  readonly call: string;
  /** What else appears on each page of the listing, such as the columns its query selected. */
  readonly query?: string;
  readonly file: string;
  /** Whether it names a next page. */
  readonly more: boolean;
  /** The container of everything it lists, according to the link to the next page. */
  readonly within?: string | undefined;
  /** How many records it says it holds, and how many its query found; undefined if it does not say. */
  readonly records: PageRecords | undefined;
}

interface PageRecords {
  readonly here: number;
  readonly all: number;
}

/** What the things on a page tell about it. */
export interface PageContent {
  /** How many there are, including unrecognised ones. */
  readonly things: number;
  readonly types: ReadonlySet<string>;
  /** Where they are. */
  readonly places: ReadonlySet<string>;
  /** Of these, the last page of the same listing has at least one. */
  readonly shared: ReadonlySet<string>;
  /** Azure's ids in the order of the page, up to a bound. */
  readonly ids: readonly string[];
}
