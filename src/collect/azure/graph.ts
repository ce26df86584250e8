import { isObject, own, ownText } from "../../inventory/json-text.ts";
import type { JsonObject } from "../../inventory/json-text.ts";
import { isStrangeNext, STRANGE_NEXT } from "../next-page.ts";
import type { ArmApi, Failure } from "./api.ts";
import { foreign } from "./api.ts";
import { callName, OWN_CALLS } from "./own-calls.ts";
import type { Page } from "./pages.ts";

export const GRAPH_CALL = callName(OWN_CALLS.graph);
/** Documented: no answer has more rows. */
const PAGE_SIZE = 1000;

/**
 * Tables of Resource Graph that hold types which `resources` does not:
 * https://learn.microsoft.com/azure/governance/resource-graph/reference/supported-tables-resources (2026-11-21)
 */
const TABLES: ReadonlyMap<string, string> = new Map([
  ["microsoft.recoveryservices/vaults/backupfabrics/protectioncontainers/protecteditems", "recoveryservicesresources"],
]);

/** The only nested types that `resources` holds, according to the same page. */
const NESTED = new Set([
  "microsoft.automation/automationaccounts/runbooks",
  "microsoft.compute/virtualmachines/extensions",
  "microsoft.network/networkwatchers/flowlogs",
  "microsoft.sql/managedinstances/databases",
  "microsoft.sql/servers/databases",
  "microsoft.sql/servers/elasticpools",
  "microsoft.web/sites/slots",
]);

/** Whether Resource Graph lists the type. If false, finding no resource of it does not mean that there is none. */
export function isListed(type: string): boolean {
  return TABLES.has(type) || NESTED.has(type) || type.split("/").length === 2;
}

export function tableOf(type: string): string {
  return TABLES.get(type) ?? "resources";
}

/** A query for whole rows, in the stable order that paging needs. */
export function graphQuery(table: string, types: readonly string[], resourceGroups: readonly string[]): string {
  const parts = [table, `where type in~ (${quoted(types)})`];
  if (resourceGroups.length > 0) parts.push(`where resourceGroup in~ (${quoted(resourceGroups)})`);
  return [...parts, "order by id asc"].join(" | ");
}

/** Words as a list in the query language. */
export function quoted(words: readonly string[]): string {
  return words.map((word) => `'${word.replaceAll(/[\\']/g, String.raw`\$&`)}'`).join(", ");
}

/** Yields the rows of a query, a thousand at a time. The last page is a failure if not all rows came. */
export async function* graphPages(api: ArmApi, subscriptions: readonly string[], query: string): AsyncGenerator<Page> {
  const seen = new Set<string>();
  let rows = 0;
  let token: string | undefined;
  do {
    const options = { resultFormat: "objectArray", $top: PAGE_SIZE, ...(token !== undefined && { $skipToken: token }) };
    const answer = await api.query({ subscriptions, query, options });
    if ("failure" in answer) return yield answer;
    const data = own(answer.value, "data");
    if (!Array.isArray(data) || !data.every(isObject))
      return yield { failure: foreign(GRAPH_CALL, 'the answer has no list "data" of objects') };
    rows += data.length;
    yield { elements: data };
    if (isStrangeNext(answer.value, "$skipToken")) return yield { failure: foreign(GRAPH_CALL, STRANGE_NEXT) };
    token = ownText(answer.value, "$skipToken");
    const failure = token === undefined ? cutShort(answer.value, rows) : repeated(token, seen);
    if (failure !== undefined) return yield { failure };
  } while (token !== undefined);
}

function repeated(token: string, seen: Set<string>): Failure | undefined {
  if (seen.has(token)) return foreign(GRAPH_CALL, "the same next page was named twice", "RepeatedSkipToken");
  seen.add(token);
  return undefined;
}

/** The failure for an answer that names no next page before the total number of rows was reached. */
function cutShort(answer: JsonObject, rows: number): Failure | undefined {
  const total = own(answer, "totalRecords");
  const isTruncated = String(own(answer, "resultTruncated")).toLowerCase() === "true";
  if (!isTruncated && !(typeof total === "number" && total > rows)) return undefined;
  const message = `the answer holds ${rows} of ${typeof total === "number" ? total : "more"} rows and names no next page`;
  return {
    reason: "truncated",
    call: GRAPH_CALL,
    message,
    help: "collect fewer subscriptions at once with --subscription",
  };
}
