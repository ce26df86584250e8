import { setMaxListeners } from "node:events";
import { ResourceManagementClient } from "@azure/arm-resources";
import { createHttpHeaders, createPipelineRequest } from "@azure/core-rest-pipeline";
import type { PipelinePolicy } from "@azure/core-rest-pipeline";
import { DefaultAzureCredential } from "@azure/identity";
import type { TokenCredential } from "@azure/identity";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import type { Cloud } from "./clouds.ts";
import { noCredentials } from "./failure.ts";
import type { RawAnswer, RawRequest } from "./raw-answer.ts";

/** The part of the SDK that the rest of the code sees. */
export interface ArmClient {
  readonly endpoint: URL;
  /** Makes one attempt at one call. Rejects if no answer came; a refusal is an answer. */
  readonly send: (request: RawRequest, signal: AbortSignal) => Promise<RawAnswer>;
  /** Aborted by `close`: nothing more is to be sent. */
  readonly closed: AbortSignal;
  readonly close: () => void;
}

/** Opens the SDK's pipeline for tokens, claims challenges and proxies. Retrying and pacing are our own (`call.ts`). */
export function openClient({ authority, scope }: Cloud, endpoint: URL): ArmClient {
  const credential = openCredential(authority);
  const client = new ResourceManagementClient(credential, {
    endpoint: endpoint.origin,
    credentialScopes: [scope],
    retryOptions: { maxRetries: 0 },
    redirectOptions: { maxRetries: 0 },
    additionalPolicies: [{ policy: refuseOtherHosts(endpoint), position: "perCall" }],
  });
  const closing = new AbortController();
  // Everything that waits listens to this signal, and that can be many listeners.
  setMaxListeners(0, closing.signal);
  return {
    endpoint,
    send: async ({ method, url, body }, abortSignal) => {
      const headers = createHttpHeaders({ accept: "application/json" });
      if (body !== undefined) headers.set("content-type", "application/json");
      const request = createPipelineRequest({ url, method, headers, abortSignal, ...(body !== undefined && { body }) });
      const answer = await client.sendRequest(request);
      return {
        status: answer.status,
        header: (name) => answer.headers.get(name),
        text: answer.bodyAsText ?? "",
      };
    },
    closed: closing.signal,
    close: () => closing.abort(),
  };
}

/** @throws {DiagnosticError} if the environment names a credential that does not exist. */
function openCredential(authorityHost: string): TokenCredential {
  try {
    return new DefaultAzureCredential({ authorityHost });
  } catch (error) {
    throw new DiagnosticError([noCredentials(error instanceof Error ? error.message : String(error))]);
  }
}

/** Every request of this pipeline carries the token, so none may go anywhere else. */
function refuseOtherHosts({ origin }: URL): PipelinePolicy {
  return {
    name: "refuseOtherHosts",
    sendRequest: async (request, next) => {
      if (new URL(request.url).origin !== origin) throw new Error(`a token for ${origin} may go nowhere else`);
      return next(request);
    },
  };
}
