import type { ResourceDocument } from "../../src/model/resource.ts";
import { asDelivered } from "./embedded-text.ts";

/** One configuration item as AWS Config holds it, from which each call shows its own view. */
export interface ConfigItem {
  readonly accountId: string;
  /** `global` for what has no region. */
  readonly awsRegion: string;
  readonly resourceType: string;
  /** For IAM the unique id (`AROA…`), which is not the name. */
  readonly resourceId: string;
  readonly resourceName?: string;
  readonly arn?: string;
  /** ISO 8601 UTC. */
  readonly configurationItemCaptureTime: string;
  readonly resourceCreationTime?: string;
  readonly configurationItemStatus: string;
  readonly configurationStateId: string;
  readonly version: string;
  readonly availabilityZone?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly relationships?: readonly unknown[];
  /** Policies as the texts they are delivered in; null where Config has none (types of other providers). */
  readonly configuration: unknown;
  readonly supplementaryConfiguration: Readonly<Record<string, unknown>>;
}

/** For a document that does not say when it was captured. */
const CAPTURED = "2026-11-20T06:00:00.000Z";

/** Turns demarc's own shape back into the item that AWS Config would have: joined facts and `unread` fall away. */
export function toConfigItem(document: ResourceDocument): ConfigItem {
  const resourceId = resourceIdOf(document);
  const isForeign = !document.type.startsWith("AWS::");
  const capture = document.captured_at ?? CAPTURED;
  return {
    accountId: document.account,
    awsRegion: document.region,
    resourceType: document.type,
    resourceId,
    ...(hasName(document, resourceId) ? { resourceName: document.name } : {}),
    ...(document.id.startsWith("arn:") ? { arn: document.id } : {}),
    configurationItemCaptureTime: capture,
    ...textMember(document, "resourceCreationTime"),
    configurationItemStatus: textOf(document, "configurationItemStatus") ?? "OK",
    configurationStateId: textOf(document, "configurationStateId") ?? String(Date.parse(capture)),
    version: textOf(document, "configurationItemVersion") ?? "1.3",
    ...textMember(document, "availabilityZone"),
    ...(document.tags ? { tags: document.tags } : {}),
    ...(Array.isArray(document["relationships"]) ? { relationships: document["relationships"] } : {}),
    configuration: isForeign ? null : asDelivered(document["configuration"] ?? null, document.type),
    supplementaryConfiguration: asDelivered(document["supplementaryConfiguration"] ?? {}, document.type) as Record<
      string,
      unknown
    >,
  };
}

/** EC2 items have no name of their own. */
function hasName(document: ResourceDocument, resourceId: string): boolean {
  return !(document.type.startsWith("AWS::EC2::") && document.name === resourceId);
}

const IAM_IDS = ["userId", "roleId", "groupId", "policyId"];

function resourceIdOf(document: ResourceDocument): string {
  const own = textOf(document, "resourceId");
  if (own !== undefined) return own;
  const ids = document.type.startsWith("AWS::IAM::") ? IAM_IDS : [];
  for (const key of ids) {
    const id = textOf(document["configuration"], key);
    if (id !== undefined) return id;
  }
  return document.name;
}

function textMember(document: ResourceDocument, key: string): Record<string, string> {
  const text = textOf(document, key);
  return text === undefined ? {} : { [key]: text };
}

function textOf(holder: unknown, key: string): string | undefined {
  if (typeof holder !== "object" || holder === null || !Object.hasOwn(holder, key)) return undefined;
  const value = (holder as Record<string, unknown>)[key];
  return typeof value === "string" ? value : undefined;
}
