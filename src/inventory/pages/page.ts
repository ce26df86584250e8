/** One page of a listing, as it was saved. */
export interface Page extends PageContent {
  readonly call: string;
  /** What else is written on each page of the listing, such as the columns that its query chose. */
  readonly query?: string;
  readonly file: string;
  /** It names a page that follows. */
  readonly more: boolean;
  /** All that it lists lies in here, as the page that it names tells. */
  readonly within?: string | undefined;
  /** How many records it says that it holds, and how many its query found; missing where it does not say. */
  readonly records: PageRecords | undefined;
}

interface PageRecords {
  readonly here: number;
  readonly all: number;
}

/** What the things on a page say of it. */
export interface PageContent {
  /** How many there are, also those that are nothing known. */
  readonly things: number;
  readonly types: ReadonlySet<string>;
  /** Where they are. */
  readonly places: ReadonlySet<string>;
  /** Of these a page of the same listing that ends it has one. */
  readonly shared: ReadonlySet<string>;
  /** Azure's ids in the order of the page, up to a bound. */
  readonly ids: readonly string[];
}
