import type { Unread } from "../model/resource.ts";
import { isObject, own } from "./json-text.ts";
import type { JsonObject } from "./json-text.ts";
import type { SourceContext } from "./source-context.ts";

/** Every row of Resource Graph has these columns, null if empty, unless the query left them out. */
const GRAPH_COLUMNS = ["tags", "kind", "sku", "identity", "zones", "managedBy", "properties"];

const SITE_TYPES = new Set(["microsoft.web/sites", "microsoft.web/sites/slots"]);

/** What the source of an Azure document did not include. */
export function azureUnread(document: JsonObject, type: string, context: SourceContext): readonly Unread[] {
  return [...(context.unread ?? []), ...missingParts(document, context), ...unreadSiteConfig(document, type, context)];
}

function missingParts(document: JsonObject, { source }: SourceContext): Unread[] {
  if (source === "resource-graph") {
    const missing = GRAPH_COLUMNS.filter((column) => !Object.hasOwn(document, column));
    return missing.map((path) => ({
      path,
      reason: "not_collected",
      call: source,
      message: "the query left this column out",
    }));
  }
  const properties = own(document, "properties");
  if (properties !== undefined && properties !== null) return [];
  const message = "the document has no properties; az resource show, az rest or az graph query give them";
  return [{ path: "properties", reason: "not_collected", call: source, message }];
}

/**
 * The configuration of a web app is a separate child; Resource Graph and lists return null for it, and a GET of the
 * site fills in a few of its members and writes null for the others (recorded replies, read 2026-11-21).
 */
function unreadSiteConfig(document: JsonObject, type: string, { source }: SourceContext): Unread[] {
  if (!SITE_TYPES.has(type)) return [];
  const properties = own(document, "properties");
  const config = own(properties, "siteConfig");
  const message = "this call does not return it; the site's config/web does";
  const unread = (path: string): Unread => ({ path, reason: "not_collected", call: source, message });
  if (!isObject(config)) return [unread("properties.siteConfig")];
  const withheld = Object.keys(config).filter((key) => config[key] === null && /^\w+$/.test(key));
  return withheld.map((key) => unread(`properties.siteConfig.${key}`));
}
