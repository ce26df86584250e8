import type { OperatorName } from "../../model/rule.ts";
import { containsAll, containsAny } from "./contains.ts";
import { ageAtLeast, ageAtMost, aheadAtLeast, aheadAtMost } from "./dates.ts";
import { equals, notEquals, notOneOf, oneOf } from "./equality.ts";
import { atLeast, atMost } from "./numbers.ts";
import type { Operator } from "./operator.ts";
import { presence } from "./presence.ts";
import { inSupport, tlsAtLeast } from "./tables.ts";
import { like, matches, mentionsAll } from "./text.ts";
import { versionAtLeast } from "./versions.ts";

/** Every operator a line can have. To add one, add a file here and a line in this table. */
export const OPERATORS: Readonly<Record<OperatorName, Operator>> = {
  is: presence,
  equals,
  not_equals: notEquals,
  one_of: oneOf,
  not_one_of: notOneOf,
  at_least: atLeast,
  at_most: atMost,
  contains_all: containsAll,
  contains_any: containsAny,
  like,
  mentions_all: mentionsAll,
  matches,
  version_at_least: versionAtLeast,
  in_support: inSupport,
  tls_at_least: tlsAtLeast,
  age_at_most: ageAtMost,
  age_at_least: ageAtLeast,
  ahead_at_least: aheadAtLeast,
  ahead_at_most: aheadAtMost,
};
