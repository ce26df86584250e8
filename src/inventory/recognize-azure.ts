import type { BlindSpot, BlindSpotReason } from "../model/resource.ts";
import { isObject, own, ownText } from "./json-text.ts";
import type { JsonObject } from "./json-text.ts";
import { normalizeAzure } from "./normalize-azure.ts";
import type { Page } from "./pages/page.ts";
import { againOf, azureRevision } from "./revision.ts";
import type { FileContext, Findings } from "./findings.ts";

/** Keys of replies that hold lists of documents; the reader splits these as they stream by. */
export const AZURE_ITEM_KEYS = ["data", "value"];

const GRAPH = "resource-graph";
const ARM = "arm";

export function azureSourceOf(key: string): string {
  return key === "data" ? GRAPH : ARM;
}

/** Resource Graph answers, ARM lists, ARM documents (`az` prints those), and ARM's refusals. */
export function recognizeAzure(value: JsonObject, context: FileContext, findings: Findings): boolean {
  const data = own(value, "data");
  const rows = Array.isArray(data) ? data : rowsOf(data);
  if (rows !== undefined) return takePage("data", rows, value, context, findings);
  const list = own(value, "value");
  if (Array.isArray(list) && ownText(value, "id") === undefined)
    return takePage("value", list, value, context, findings);
  const error = own(value, "error");
  if (isObject(error) && ownText(error, "code") !== undefined) return takeError(error, context, findings);
  return takeAzureDocument(value, sourceOfDocument(value), context, findings);
}

export function takeAzureDocument(value: unknown, source: string, context: FileContext, findings: Findings): boolean {
  const entry = normalizeAzure(value, { ...context, source });
  if (entry === undefined) return false;
  if (!("resource" in entry)) findings.found({ entry });
  else findings.found({ entry, revision: azureRevision(entry.resource, againOf(context.mayOverlap)) });
  return true;
}

/** Rows of Resource Graph saved without the reply around them still have its columns. */
function sourceOfDocument(document: JsonObject): string {
  const columns = ["subscriptionId", "resourceGroup", "tenantId", "kind", "managedBy"];
  return columns.every((column) => Object.hasOwn(document, column)) ? GRAPH : ARM;
}

function takePage(
  key: string,
  documents: readonly unknown[],
  reply: JsonObject,
  context: FileContext,
  findings: Findings,
): boolean {
  const source = azureSourceOf(key);
  for (const document of documents) {
    if (!takeAzureDocument(document, source, context, findings)) {
      findings.unknown(`an element of ${key} has no Azure resource id`);
    }
  }
  const next = ownText(reply, "nextLink", "$skipToken", "skipToken", "skip_token", "odata.nextLink", "@odata.nextLink");
  const records = recordsOf(reply);
  findings.page({ call: source, more: next !== undefined, within: listedIn(next), records });
  const isTold = next !== undefined || (records !== undefined && records.here < records.all);
  if (!isTold && isTruncated(reply)) findings.found({ entry: { blind_spot: truncatedAnswer(context) } });
  return true;
}

/** What everything on a Resource Manager list lies in, according to the link to its next page. */
function listedIn(next: string | undefined): string | undefined {
  if (next === undefined || !URL.canParse(next)) return undefined;
  const segments = new URL(next).pathname.toLowerCase().split("/").filter(Boolean);
  const at = segments.lastIndexOf("providers");
  // `…/providers/NAMESPACE/TYPE`, `…/providers/NAMESPACE/TYPE/NAME/TYPE`, or `…/resources`.
  const length = at !== -1 && segments.length === at + 3 ? at : segments.length - 1;
  return length === 0 ? undefined : `/${segments.slice(0, length).join("/")}`;
}

function recordsOf(reply: JsonObject): Page["records"] {
  const here = own(reply, "count");
  const all = own(reply, "totalRecords") ?? own(reply, "total_records");
  return typeof here === "number" && typeof all === "number" ? { here, all } : undefined;
}

/** The 2019 form of a Resource Graph answer: names of columns, and rows as lists. */
function rowsOf(data: unknown): readonly unknown[] | undefined {
  const columns = own(data, "columns");
  const rows = own(data, "rows");
  if (!Array.isArray(columns) || !Array.isArray(rows)) return undefined;
  const names = columns.map((column) => ownText(column, "name") ?? "");
  return rows.map((row) => (Array.isArray(row) ? Object.fromEntries(names.map((name, at) => [name, row[at]])) : row));
}

function isTruncated(reply: JsonObject): boolean {
  const said = own(reply, "resultTruncated") ?? own(reply, "result_truncated");
  return said === true || (typeof said === "string" && said.toLowerCase() === "true");
}

function truncatedAnswer({ file, line }: FileContext): BlindSpot {
  const message = "the Resource Graph answer says that it does not hold all that was found";
  const help = "query in pages: keep id in the projection and pass the skip token on";
  return { provider: "azure", types: ["*"], reason: "truncated", call: GRAPH, message, help, file, line };
}

const REASONS: Readonly<Record<string, BlindSpotReason>> = Object.assign(Object.create(null), {
  authorizationfailed: "access_denied",
  forbidden: "access_denied",
  accessdenied: "access_denied",
  linkedauthorizationfailed: "access_denied",
  toomanyrequests: "throttled",
  subscriptionrequeststhrottled: "throttled",
  expiredauthenticationtoken: "expired_credentials",
  invalidauthenticationtoken: "expired_credentials",
});

/** A saved refusal is a call that did not answer. */
function takeError(error: JsonObject, { file, line }: FileContext, findings: Findings): boolean {
  const code = ownText(error, "code")!;
  const reason = REASONS[code.toLowerCase()] ?? "service_error";
  const message = `the saved answer is an error: ${ownText(error, "message") ?? code}`;
  const help = reason === "service_error" ? { help: "ask again, and save the answer" } : {};
  findings.found({
    entry: { blind_spot: { provider: "azure", types: ["*"], reason, call: ARM, code, message, ...help, file, line } },
  });
  return true;
}
