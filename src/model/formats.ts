export type FormatName = (typeof FORMAT_NAMES)[number];
/** The formats made from a run alone, without a browser. */
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

/** Formats that are not text and so can only be written to files. */
export const BINARY_FORMATS: readonly FormatName[] = ["pdf", "xlsx"];

/** Formats that list evaluations and so can be split; the others describe the estate as a whole. */
export const SPLIT_FORMATS: readonly FormatName[] = ["csv", "markdown", "sarif", "junit", "gitlab", "github"];

/** Paper sizes a report can be printed on. */
export const PAPERS = ["a4", "letter"] as const;
export type Paper = (typeof PAPERS)[number];
