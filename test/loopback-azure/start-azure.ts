import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Answer } from "./answer.ts";
import { ok, refusal } from "./answer.ts";
import { answerGet } from "./arm.ts";
import type { ArmFacts } from "./arm.ts";
import { certificate } from "./certificate.ts";
import type { Fault, FaultName } from "./faults.ts";
import { FAULT_ANSWERS, openFaults } from "./faults.ts";
import { answerQuery } from "./graph.ts";
import { paged } from "./paged.ts";

export interface LoopbackOptions extends ArmFacts {
  readonly faults?: readonly Fault[];
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
  /** Tokens given out so far. */
  readonly tokens: () => number;
  readonly close: () => Promise<void>;
}

/** Azure Resource Manager and the token endpoint of a managed identity, on this machine. */
export async function startAzure(options: LoopbackOptions): Promise<LoopbackAzure> {
  const { pageSize = 100, faults = [], unindexed = [] } = options;
  const faultOf = openFaults(faults);
  const calls: string[] = [];
  const addresses: string[] = [];
  let token = 0;

  const identity = createHttpServer((request, response) => {
    if (request.headers["x-identity-header"] !== IDENTITY_HEADER)
      return send(response, refusal(401, "Unauthorized", "who?"));
    token += 1;
    const expires_on = String(Math.floor(Date.now() / 1000) + 24 * 3600);
    send(response, ok({ access_token: `token-${token}`, expires_on, resource: "arm", token_type: "Bearer" }));
  });

  const answer = async (request: IncomingMessage, call: string, url: URL): Promise<Answer> => {
    if (request.headers.authorization !== `Bearer token-${token}`)
      return refusal(401, "AuthenticationFailed", "no token");
    if (!url.searchParams.has("api-version")) return refusal(400, "MissingApiVersionParameter", "no api-version");
    const path = call.slice(call.indexOf(" ") + 1);
    const body = await text(request);
    if (request.method === "GET") return paged(answerGet(path, options), url, pageSize);
    if (call !== "post /providers/microsoft.resourcegraph/resources")
      return refusal(405, "MethodNotAllowed", "only reads");
    return answerQuery(
      body,
      options.documents.filter(({ id }) => !unindexed.includes(id)),
      pageSize,
    );
  };

  const arm = createHttpsServer(certificate(), async (request, response) => {
    const url = new URL((request.url ?? "/").replaceAll(/\/{2,}/g, "/"), `https://${request.headers.host}`);
    const call = `${request.method} ${decodeURIComponent(url.pathname)}`.toLowerCase();
    calls.push(call);
    addresses.push(`${request.method} ${request.url}`);
    const fault = faultOf(call);
    if (fault === "slow") return;
    if (fault === "claims" && token === 1) return send(response, CLAIMS_CHALLENGE);
    if (fault !== undefined && fault in FAULT_ANSWERS)
      return send(response, FAULT_ANSWERS[fault as keyof typeof FAULT_ANSWERS]);
    send(response, changed(await answer(request, call, url), fault, url), fault === "cut");
  });

  const [endpoint, tokens] = [`https://127.0.0.1:${await listen(arm)}`, `http://127.0.0.1:${await listen(identity)}`];
  return {
    endpoint,
    env: { DEMARC_AZURE_ENDPOINT: endpoint, IDENTITY_ENDPOINT: `${tokens}/msi/token`, IDENTITY_HEADER },
    calls,
    addresses,
    tokens: () => token,
    close: async () => {
      for (const server of [arm, identity]) {
        server.closeAllConnections();
        server.close();
        await once(server, "close");
      }
    },
  };
}

const IDENTITY_HEADER = "loopback";

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
