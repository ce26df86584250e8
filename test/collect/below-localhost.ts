import dns from "node:dns";
import { vi } from "vitest";

/**
 * Some services put an account or a bucket in front of the host's name, and not every machine knows that all names
 * below `localhost` are its own.
 */
export function resolveBelowLocalhost(): void {
  const lookup = dns.lookup as (...all: unknown[]) => void;
  const patched = (host: string, ...rest: unknown[]): void =>
    lookup(host.endsWith(".localhost") ? "127.0.0.1" : host, ...rest);
  vi.spyOn(dns, "lookup").mockImplementation(patched as typeof dns.lookup);
}

/** The endpoint under a name that others can stand in front of. */
export function byName(endpoint: string): string {
  return endpoint.replace("127.0.0.1", "localhost");
}
