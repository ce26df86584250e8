import http from "node:http";
import { createConnection } from "node:net";
import type { Socket, TcpNetConnectOpts } from "node:net";

/** How many connections to one host stay open at once. */
const SOCKETS = 50;
/** S3 puts the bucket name before it. All names below it mean this machine (RFC 6761, 6.3); not every resolver knows. */
const LOCALHOST = "localhost";
const LOOPBACK = /^(?:(?:[\w.-]+\.)?localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i;

/** Thrown for a call without TLS to another machine: every call carries a session token that anyone could read. */
class PlainHttpError extends Error {
  override readonly name = "PlainHttpError";
}

/** @throws {PlainHttpError} if the host is not this machine. */
export function mustBeLoopback(host: string | null | undefined): void {
  if (!LOOPBACK.test(host ?? "")) throw new PlainHttpError(`${host} would be spoken to without TLS`);
}

/** The agent for endpoints that begin with `http://`: a gateway or a test on this machine. */
export function loopbackAgent(): http.Agent {
  return Object.assign(new http.Agent({ keepAlive: true, maxSockets: SOCKETS }), { createConnection: connect });
}

/** Reports errors through the callback, as an agent expects: an exception would be lost. */
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
