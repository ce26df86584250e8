/** What evidence says about a place that was not read because the input never contained it; no call was refused. */
export const NOT_IN_INPUT = {
  /** What lies below the resource, where each part takes its own call. */
  children: "the settings below this resource are not in the input",
  /** One of the parts that make up a document: `properties`, `configuration`. */
  part: "this part of the document is missing or empty",
  /** What takes its own call: a joined fact, one kind of child. */
  fact: "it is not in the input",
  /** A key that its source always writes. */
  key: "it is missing, although its source always writes it",
} as const;
