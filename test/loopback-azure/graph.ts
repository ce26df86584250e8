import type { ResourceDocument } from "../../src/model/resource.ts";
import type { Answer } from "./answer.ts";
import { ok, refusal } from "./answer.ts";
import { graphRow, groupOf } from "./estate.ts";

const SHAPE =
  /^(resources|recoveryservicesresources) \| where type in~ \(([^)]+)\)(?: \| where resourceGroup in~ \(([^)]+)\))? \| order by id asc$/;

/** What others say of resources: the queries ask for single checks, and the rows are as a test has them. */
const WITNESS =
  /^(securityresources|policyresources) \| where type =~ '[\w./]+' \| where (?:name|tostring\(properties\.policyDefinitionId\)) in~ \('[^)]+'\) \| order by id asc$/;

interface GraphRequest {
  readonly subscriptions: readonly string[];
  readonly query: string;
  readonly options: { readonly resultFormat?: string; readonly $top?: number; readonly $skipToken?: string };
}

/** Answers the queries that demarc sends, and no others; a page is no longer than `pageSize`. */
export function answerQuery(
  body: string,
  documents: readonly ResourceDocument[],
  pageSize: number,
  said: Readonly<Record<string, readonly object[]>> = {},
): Answer {
  const { subscriptions, query, options } = JSON.parse(body) as GraphRequest;
  const witness = WITNESS.exec(query)?.[1];
  if (witness !== undefined) {
    const data = said[witness] ?? [];
    return ok({ totalRecords: data.length, count: data.length, data, facets: [], resultTruncated: "false" });
  }
  const shape = SHAPE.exec(query);
  if (!shape) return refusal(400, "InvalidQuery", `not a query of the known shape: ${query}`);
  const [, table, types, groups] = shape;
  const wantedTypes = words(types!);
  const rows = documents
    .filter(({ type }) => wantedTypes.includes(type) && tableOf(type) === table)
    .filter(({ account }) => subscriptions.includes(account))
    .filter(({ id }) => groups === undefined || words(groups).includes(groupOf(id) ?? ""))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const start = Number(Buffer.from(options.$skipToken ?? "", "base64").toString() || "0");
  const end = start + Math.min(options.$top ?? 100, pageSize);
  const token = end < rows.length ? { $skipToken: Buffer.from(String(end)).toString("base64") } : {};
  const data = rows.slice(start, end).map(graphRow);
  return ok(
    { totalRecords: rows.length, count: data.length, data, facets: [], resultTruncated: "false", ...token },
    { "x-ms-user-quota-remaining": "14", "x-ms-user-quota-resets-after": "00:00:05" },
  );
}

function words(list: string): string[] {
  return [...list.matchAll(/'([^']*)'/g)].map(([, word]) => word!.toLowerCase());
}

function tableOf(type: string): string {
  return type.startsWith("microsoft.recoveryservices/vaults/backup") ? "recoveryservicesresources" : "resources";
}
