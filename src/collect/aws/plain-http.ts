import http from "node:http";
import { createConnection } from "node:net";
import type { Socket, TcpNetConnectOpts } from "node:net";

/** Connections that stay open at once to one host. */
const SOCKETS = 50;
/** What S3 puts a bucket in front of. All names below it are this machine's own (RFC 6761, 6.3), and not every resolver knows. */
const LOCALHOST = "localhost";
const LOOPBACK = /^(?:(?:[\w.-]+\.)?localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i;

/** Every call to a service carries a session token for whoever listens: without TLS, calls go to this machine only. */
class PlainHttpError extends Error {
  override readonly name = "PlainHttpError";
}

/** @throws {PlainHttpError} */
export function mustBeLoopback(host: string | null | undefined): void {
  if (!LOOPBACK.test(host ?? "")) throw new PlainHttpError(`${host} would be spoken to without TLS`);
}

/** Where an endpoint begins with `http://`: a gateway or a test on this machine. */
export function loopbackAgent(): http.Agent {
  return Object.assign(new http.Agent({ keepAlive: true, maxSockets: SOCKETS }), { createConnection: connect });
}

/** As an agent asks for it: what it throws would be lost. */
function connect(options: TcpNetConnectOpts, done: (error: Error) => void): Socket | undefined {
  try {
    mustBeLoopback(options.host);
    const isBelow = options.host?.toLowerCase().endsWith(`.${LOCALHOST}`) === true;
    return createConnection(isBelow ? { ...options, host: LOCALHOST } : options);
  } catch (error) {
    done(error as Error);
    return undefined;
  }
}
