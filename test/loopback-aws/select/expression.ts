/** One SELECT of the subset of AWS Config's query language that is understood here, as a tree. */
export interface SelectExpression {
  readonly fields: readonly Field[];
  readonly where?: Condition;
  readonly groupBy: readonly string[];
  readonly orderBy: readonly { readonly field: string; readonly descending: boolean }[];
}

/** `*`, `COUNT(*)`, or a property's path. */
export type Field = string;

export const COUNT = "COUNT(*)";

export type Literal = string | number | boolean;

export type Condition =
  | { readonly kind: "and" | "or"; readonly parts: readonly Condition[] }
  | { readonly kind: "not"; readonly part: Condition }
  | { readonly kind: "compare"; readonly path: string; readonly operator: Comparison; readonly value: Literal }
  | { readonly kind: "in"; readonly path: string; readonly values: readonly Literal[] }
  | { readonly kind: "between"; readonly path: string; readonly low: Literal; readonly high: Literal }
  /** `pattern` holds `_` for any character and may end in `%`. */
  | { readonly kind: "like"; readonly path: string; readonly pattern: string };

export type Comparison = "=" | "<" | ">";
