import type { IncomingMessage } from "node:http";
import { SERVICES } from "./services/services.ts";

/** What every AWS request says of itself, whatever its protocol. */
export interface WireRequest {
  /** Signing name, from the credential scope: `config`, `sts`. */
  readonly service: string;
  readonly region: string;
  readonly accessKeyId: string;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
  readonly operation: string;
  /** The JSON body, the members of the form as texts, or what stands in the path and after it. */
  readonly input: Readonly<Record<string, unknown>>;
}

const SCOPE = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request,/;

const COMPACT = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

/** Undefined where the request is not signed as AWS requests are. The signature itself is not checked. */
export async function readWireRequest(message: IncomingMessage): Promise<WireRequest | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString("utf8");
  const [, accessKeyId, region, service] = SCOPE.exec(message.headers.authorization ?? "") ?? [];
  if (accessKeyId === undefined || region === undefined || service === undefined) return undefined;
  const sentAt = Date.parse(String(message.headers["x-amz-date"]).replace(COMPACT, "$1-$2-$3T$4:$5:$6Z"));
  return { service, region, accessKeyId, sentAt, ...(routed(message, body, service) ?? contentOf(message, body)) };
}

function contentOf(message: IncomingMessage, body: string): Pick<WireRequest, "operation" | "input"> {
  const target = message.headers["x-amz-target"];
  if (typeof target === "string") {
    return { operation: target.split(".")[1] ?? target, input: JSON.parse(body || "{}") as Record<string, unknown> };
  }
  const { Action = "", ...input } = Object.fromEntries(new URLSearchParams(body));
  return { operation: Action, input };
}

/** For services that name an operation by the method and the path. */
function routed(
  { method, url = "/", headers }: IncomingMessage,
  body: string,
  service: string,
): Pick<WireRequest, "operation" | "input"> | undefined {
  const routes = SERVICES.get(service)?.routes;
  if (routes === undefined) return undefined;
  const { pathname, searchParams } = new URL(url, "http://loopback");
  for (const { operation, path, query, ...route } of routes) {
    if (query !== undefined && !searchParams.has(query)) continue;
    const found = route.method === method ? path.exec(pathname) : null;
    if (found === null) continue;
    const inPath = Object.entries(found.groups ?? {}).map(([key, value]) => [key, decodeURIComponent(value)]);
    const json = body.startsWith("{") ? (JSON.parse(body) as object) : {};
    return {
      operation,
      input: { ...Object.fromEntries(searchParams), ...json, ...Object.fromEntries(inPath), ...bucketOf(headers.host) },
    };
  }
  return { operation: `${method} ${pathname}`, input: {} };
}

/** S3 may have the bucket in front of the host's name. */
function bucketOf(host = ""): { Bucket?: string } {
  const [, bucket] = /^(.+)\.localhost(?::\d+)?$/.exec(host) ?? [];
  return bucket === undefined ? {} : { Bucket: bucket };
}
