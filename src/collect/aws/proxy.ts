import http from "node:http";
import https from "node:https";
import { Agent } from "agent-base";
import type { AgentConnectOpts } from "agent-base";
import { HttpsProxyAgent } from "https-proxy-agent";
import { getProxyForUrl } from "proxy-from-env";
import { mustBeLoopback } from "./plain-http.ts";

/** How many connections to one host stay open at once. */
const SOCKETS = 50;

/**
 * Connects through the proxy that the environment names for the destination: HTTPS_PROXY or HTTP_PROXY, and none for
 * hosts in NO_PROXY.
 */
export class ProxiedAgent extends Agent {
  readonly #proxies = new Map<string, HttpsProxyAgent<string>>();
  readonly #direct = {
    http: new http.Agent({ keepAlive: true, maxSockets: SOCKETS }),
    https: new https.Agent({ keepAlive: true, maxSockets: SOCKETS }),
  };

  override connect(_request: http.ClientRequest, options: AgentConnectOpts): http.Agent {
    const scheme = options.secureEndpoint ? "https" : "http";
    if (scheme === "http") mustBeLoopback(options.host);
    const proxy = getProxyForUrl(`${scheme}://${options.host ?? ""}:${options.port ?? ""}`);
    if (proxy === "") return this.#direct[scheme];
    const agent = this.#proxies.get(proxy) ?? new HttpsProxyAgent(proxy, { keepAlive: true, maxSockets: SOCKETS });
    this.#proxies.set(proxy, agent);
    return agent;
  }

  override destroy(): void {
    for (const agent of [...this.#proxies.values(), ...Object.values(this.#direct)]) agent.destroy();
    super.destroy();
  }
}
