import type { IncomingMessage } from "node:http";

/** What every AWS request says of itself, whatever its protocol. */
export interface WireRequest {
  /** Signing name, from the credential scope: `config`, `sts`. */
  readonly service: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly operation: string;
  /** The JSON body, or the members of the form as texts. */
  readonly input: Readonly<Record<string, unknown>>;
}

const SCOPE = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request,/;

/** Undefined where the request is not signed as AWS requests are. The signature itself is not checked. */
export async function readWireRequest(message: IncomingMessage): Promise<WireRequest | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString("utf8");
  const [, accessKeyId, region, service] = SCOPE.exec(message.headers.authorization ?? "") ?? [];
  if (accessKeyId === undefined || region === undefined || service === undefined) return undefined;
  return { service, region, accessKeyId, ...contentOf(message, body) };
}

function contentOf(message: IncomingMessage, body: string): Pick<WireRequest, "operation" | "input"> {
  const target = message.headers["x-amz-target"];
  if (typeof target === "string") {
    return { operation: target.split(".")[1] ?? target, input: JSON.parse(body || "{}") as Record<string, unknown> };
  }
  const { Action = "", ...input } = Object.fromEntries(new URLSearchParams(body));
  return { operation: Action, input };
}
