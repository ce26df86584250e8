/** What evidence says of a place that was not read because the input never held it: no call was refused. */
export const NOT_IN_INPUT = {
  /** What lies below the resource, each part by a call of its own. */
  children: "the settings below this resource are not in the input",
  /** One of the parts that make up a document: `properties`, `configuration`. */
  part: "this part of the document is missing or empty",
  /** What takes a call of its own: a joined fact, one kind of child. */
  fact: "it is not in the input",
  /** What its source always writes. */
  key: "it is missing, although its source always writes it",
} as const;
