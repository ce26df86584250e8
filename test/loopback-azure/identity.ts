import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";

/** The token endpoint of a managed identity, as App Service has one. */
export interface Identity {
  readonly env: Readonly<Record<string, string>>;
  /** Tokens given out so far: `token-1`, `token-2`, … */
  readonly issued: () => number;
}

const HEADER = "loopback";
let opened: Promise<Identity> | undefined;

/** One a process, for as long as it lives: the SDK keeps the address and the token beyond a credential. */
export function openIdentity(): Promise<Identity> {
  return (opened ??= open());
}

async function open(): Promise<Identity> {
  let issued = 0;
  const server = createServer((request, response) => {
    if (request.headers["x-identity-header"] !== HEADER) return void response.writeHead(401).end();
    issued += 1;
    const expires_on = String(Math.floor(Date.now() / 1000) + 24 * 3600);
    response.writeHead(200, { "content-type": "application/json" });
    response.end(
      JSON.stringify({ access_token: `token-${issued}`, expires_on, resource: "arm", token_type: "Bearer" }),
    );
  });
  server.listen(0, "127.0.0.1").unref();
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    env: { IDENTITY_ENDPOINT: `http://127.0.0.1:${port}/msi/token`, IDENTITY_HEADER: HEADER },
    issued: () => issued,
  };
}
