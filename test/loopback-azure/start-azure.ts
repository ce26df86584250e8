import { once } from "node:events";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Answer, WireAnswer } from "./answer.ts";
import { refusal } from "./answer.ts";
import { answerGet, DENIED } from "./arm.ts";
import type { ArmFacts } from "./arm.ts";
import { certificate } from "./certificate.ts";
import type { Fault, FaultName } from "./faults.ts";
import { FAULT_ANSWERS, openFaults } from "./faults.ts";
import { openIdentity } from "./identity.ts";
import { armAction } from "./leave.ts";
import { answerQuery } from "./graph.ts";
import { closerOf } from "../close-server.ts";
import { paged } from "./paged.ts";

export interface LoopbackOptions extends ArmFacts {
  readonly faults?: readonly Fault[];
  /** Rows of the tables of Resource Graph in which others say how resources stand; missing: none. */
  readonly said?: Readonly<Record<string, readonly object[]>>;
  /** Sees each answer before it goes out, and may send another. `call`: the request's line and its body. */
  readonly wire?: (call: string, answer: Answer) => WireAnswer;
  /** Elements of a page, of lists and of Resource Graph; missing: 100. */
  readonly pageSize?: number;
}

export interface LoopbackAzure {
  readonly endpoint: string;
  /** What leads a program with the real SDK here, but for the certificate. */
  readonly env: Readonly<Record<string, string>>;
  /** `GET /subscriptions`, in lower case and without the query, in the order they came. */
  readonly calls: readonly string[];
  /** The same with their queries. */
  readonly addresses: readonly string[];
  /** Tokens given out since it started. */
  readonly tokens: () => number;
  readonly close: () => Promise<void>;
}

/** Azure Resource Manager and the token endpoint of a managed identity, on this machine. */
export async function startAzure(options: LoopbackOptions): Promise<LoopbackAzure> {
  const { pageSize = 100, faults = [], unindexed = [] } = options;
  const faultOf = openFaults(faults);
  const calls: string[] = [];
  const addresses: string[] = [];
  const identity = await openIdentity();
  /** Older tokens have not the claims that were asked for. */
  let oldest = 1;

  const answer = async (request: IncomingMessage, call: string, url: URL, body: string): Promise<Answer> => {
    if (tokenOf(request) === 0 || tokenOf(request) > identity.issued())
      return refusal(401, "AuthenticationFailed", "no token");
    if (tokenOf(request) < oldest) return CLAIMS_CHALLENGE;
    const needed = armAction(call);
    if (needed !== undefined && options.granted?.has(needed) === false) return DENIED;
    if (!url.searchParams.has("api-version")) return refusal(400, "MissingApiVersionParameter", "no api-version");
    const path = call.slice(call.indexOf(" ") + 1);
    if (request.method === "GET") return paged(answerGet(path, options), url, pageSize);
    if (call !== "post /providers/microsoft.resourcegraph/resources")
      return refusal(405, "MethodNotAllowed", "only reads");
    return answerQuery(
      body,
      // What may not be read is left out in silence.
      options.documents.filter(
        ({ id, type }) => !unindexed.includes(id) && options.granted?.has(`${type}/read`) !== false,
      ),
      pageSize,
      options.said,
    );
  };

  // A process that is busy for seconds may still use the connections that it has.
  const arm = createServer({ ...certificate(), keepAliveTimeout: 0 }, async (request, response) => {
    const url = new URL((request.url ?? "/").replaceAll(/\/{2,}/g, "/"), `https://${request.headers.host}`);
    const call = `${request.method} ${decodeURIComponent(url.pathname)}`.toLowerCase();
    calls.push(call);
    addresses.push(`${request.method} ${request.url}`);
    const fault = faultOf(call);
    if (fault === "slow") return;
    if (fault === "claims") oldest = tokenOf(request) + 1;
    if (fault !== undefined && fault in FAULT_ANSWERS)
      return send(response, FAULT_ANSWERS[fault as keyof typeof FAULT_ANSWERS]);
    const body = await text(request);
    const given = changed(await answer(request, call, url, body), fault, url);
    const sent: WireAnswer = options.wire?.(`${request.method} ${request.url} ${body}`.trim(), given) ?? given;
    send(response, sent, fault === "cut" || sent.isCut === true);
  });

  const close = closerOf(arm);
  const endpoint = `https://127.0.0.1:${await listen(arm)}`;
  const before = identity.issued();
  return {
    endpoint,
    env: { DEMARC_AZURE_ENDPOINT: endpoint, ...identity.env },
    calls,
    addresses,
    tokens: () => identity.issued() - before,
    close,
  };
}

function tokenOf({ headers }: IncomingMessage): number {
  return Number(/^Bearer token-(\d+)$/.exec(headers.authorization ?? "")?.[1] ?? 0);
}

/** https://learn.microsoft.com/entra/identity-platform/claims-challenge (the form, by the documentation) */
const CLAIMS_CHALLENGE = refusal(401, "InvalidAuthenticationToken", "Continuous access evaluation asks for more.", {
  "www-authenticate": `Bearer realm="", error="insufficient_claims", claims="${Buffer.from('{"access_token":{"nbf":{"essential":true,"value":"1"}}}').toString("base64")}"`,
});

/** The same answer with another next page. */
function changed(answer: Answer, fault: FaultName | undefined, url: URL): Answer {
  const body = answer.body as Record<string, unknown>;
  switch (fault) {
    case "foreign_next":
      return { ...answer, body: { ...body, nextLink: `https://example.com${url.pathname}?api-version=1` } };
    case "looping_next":
      return { ...answer, body: { ...body, nextLink: url.href, ...("data" in body && { $skipToken: "MA==" }) } };
    case "empty_page":
      return { ...answer, body: { value: [], nextLink: `${url.href}&$skipToken=0` } };
    default:
      return answer;
  }
}

async function listen(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

function send(response: ServerResponse, { status, headers = {}, body }: Answer, cut = false): void {
  const content = Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
  response.writeHead(status, { "content-type": "application/json", ...headers, "content-length": content.length });
  if (!cut) return void response.end(content);
  response.write(content.subarray(0, content.length / 2), () => response.destroy());
}
