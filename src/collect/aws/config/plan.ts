import { own, parseJson } from "../../../inventory/json-text.ts";
import type { ConfigApi, Failure } from "./api.ts";
import { calledBy, foreign } from "./api.ts";
import { allOf, pagesOf } from "./paged.ts";

const SELECT = "SelectResourceConfig";
const COUNTS = "GetDiscoveredResourceCounts";
const NO_COUNT = "a row has no type or no count";
/** Documented limits: no call returns more rows, and no expression may be longer. */
export const PAGE_SIZE = 100;
const LONGEST_EXPRESSION = 4096;
/** Leaves room for the rest of a query. */
const LONGEST_TYPES = LONGEST_EXPRESSION - 512;
/** A failed page ends a query for all types in it, so only types with few rows share one. */
const SHARED_ROWS = 500;

/** How to read the resources of one region. */
export interface Plan {
  /** Types that queries show, several to a query if they have few rows. */
  readonly queries: readonly (readonly string[])[];
  /** Types that have resources which no query shows. */
  readonly listed: readonly string[];
  /** Types that have no resources. */
  readonly empty: readonly string[];
  /** Types that no query shows, but that may have resources, since a call was refused. */
  readonly undecided: { readonly types: readonly string[]; readonly failure: Failure } | undefined;
}

/** Counts of a region's resources by type. */
export interface Counts {
  readonly selectable: ReadonlyMap<string, number>;
  readonly discovered: ReadonlyMap<string, number> | Failure;
}

/** Counts what there is, with two small calls if a region holds up to a hundred types. */
export async function countTypes(api: ConfigApi): Promise<Counts | Failure> {
  const selectable = await countSelectable(api);
  if (!(selectable instanceof Map)) return selectable as Failure;
  const discovered = await allOf(api, {
    operation: COUNTS,
    input: { limit: PAGE_SIZE },
    elements: "resourceCounts",
    token: "nextToken",
  });
  if (!Array.isArray(discovered)) return { selectable, discovered };
  const counts = discovered.flatMap((row) => countOf(row, "count"));
  // The type of an unreadable row would be taken for one that has no resources.
  if (counts.length < discovered.length) return { selectable, discovered: foreign(api, COUNTS, NO_COUNT) };
  return { selectable, discovered: new Map(counts) };
}

async function countSelectable(api: ConfigApi): Promise<ReadonlyMap<string, number> | Failure> {
  const counts = new Map<string, number>();
  for await (const page of pagesOf(api, select(countExpression(api.within)))) {
    if ("failure" in page) return page.failure;
    for (const text of page.elements) {
      const row = countOf(typeof text === "string" ? parseJson(text) : undefined, "COUNT(*)");
      if (row.length === 0) return foreign(api, SELECT, NO_COUNT);
      for (const [type, count] of row) counts.set(type, count);
    }
  }
  return counts;
}

function countOf(row: unknown, key: string): [string, number][] {
  const [type, count] = [own(row, "resourceType"), own(row, key)];
  return typeof type === "string" && typeof count === "number" ? [[type, count]] : [];
}

/** Plans how to read `types`, given these counts. The order of `types` does not matter. */
export function planReading(types: Iterable<string>, { selectable, discovered }: Counts): Plan {
  const sorted = [...types].toSorted();
  const shown = sorted.filter((type) => (selectable.get(type) ?? 0) > 0);
  const rest = sorted.filter((type) => !shown.includes(type));
  const queries = groupTypes(shown, selectable);
  if (!(discovered instanceof Map)) {
    const undecided = rest.length === 0 ? undefined : { types: rest, failure: discovered as Failure };
    return { queries, listed: [], empty: [], undecided };
  }
  const isThere = (type: string): boolean => (discovered.get(type) ?? 0) > 0;
  return {
    queries,
    listed: rest.filter(isThere),
    empty: rest.filter((type) => !isThere(type)),
    undecided: undefined,
  };
}

/** Groups types into queries, the largest alone and first, so that long queries do not begin last. */
function groupTypes(types: readonly string[], counts: ReadonlyMap<string, number>): string[][] {
  const rowsOf = (type: string): number => counts.get(type) ?? 0;
  const groups: string[][] = [];
  let open: string[] = [];
  let rows = 0;
  for (const type of types.toSorted((a, b) => rowsOf(b) - rowsOf(a))) {
    const fits = rows + rowsOf(type) <= SHARED_ROWS && pullExpression([...open, type]).length <= LONGEST_TYPES;
    if (open.length > 0 && !fits) {
      groups.push(open);
      open = [];
      rows = 0;
    }
    open.push(type);
    rows += rowsOf(type);
  }
  return open.length === 0 ? groups : [...groups, open];
}

function countExpression(within: string | undefined): string {
  return `SELECT resourceType, COUNT(*)${within === undefined ? "" : ` WHERE ${within}`} GROUP BY resourceType`;
}

/**
 * Selects whole documents, never single paths: that is the only way to get what AWS Config does not list as a property
 * (policies, ACLs).
 */
const PROPERTIES = [
  "accountId",
  "awsRegion",
  "resourceType",
  "resourceId",
  "resourceName",
  "arn",
  "availabilityZone",
  "tags",
  "relationships",
  "configuration",
  "supplementaryConfiguration",
  "configurationItemCaptureTime",
  "configurationItemStatus",
  "configurationStateId",
  "resourceCreationTime",
  "version",
];

export function pullExpression(types: readonly string[], within?: string): string {
  const wanted = `resourceType IN (${types.map((type) => `'${type}'`).join(", ")})`;
  return `SELECT ${PROPERTIES.join(", ")} WHERE ${within === undefined ? "" : `${within} AND `}${wanted}`;
}

export function select(expression: string): {
  operation: typeof SELECT;
  input: { Expression: string; Limit: number };
  elements: string;
  token: "NextToken";
} {
  return {
    operation: SELECT,
    input: { Expression: expression, Limit: PAGE_SIZE },
    elements: "Results",
    token: "NextToken",
  };
}

/** The call that shows that a type has no resources. */
export function countingCall(api: ConfigApi): string {
  return calledBy(api, SELECT);
}
