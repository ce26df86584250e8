export type FormatName = (typeof FORMAT_NAMES)[number];
/** Made of a run alone, without a browser. */
export type PureFormatName = Exclude<FormatName, "pdf">;
export const FORMAT_NAMES = [
  "text",
  "json",
  "html",
  "pdf",
  "xlsx",
  "csv",
  "markdown",
  "sarif",
  "junit",
  "gitlab",
  "github",
  "ocsf",
  "oscal",
  "oscal-ssp",
] as const;

/** Formats that are no text, so that they go to files only. */
export const BINARY_FORMATS: readonly FormatName[] = ["pdf", "xlsx"];

/** Formats that are a list of evaluations, which can be split: the others speak of the estate as a whole. */
export const SPLIT_FORMATS: readonly FormatName[] = ["csv", "markdown", "sarif", "junit", "gitlab", "github"];

/** What a report is printed on. */
export const PAPERS = ["a4", "letter"] as const;
export type Paper = (typeof PAPERS)[number];
