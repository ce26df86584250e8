import { createRequire } from "node:module";
import type { SecureContext } from "node:tls";
import { vi } from "vitest";
import { certificate } from "./certificate.ts";

/**
 * Makes this process trust the loopback's certificate until the end of the test file, as NODE_EXTRA_CA_CERTS makes a process that starts. The
 * SDK and its agents are as users have them.
 */
export function trustLoopback(): void {
  const tls = createRequire(import.meta.url)("node:tls") as {
    createSecureContext: (options: object) => SecureContext & { readonly context: { addCACert(cert: string): void } };
  };
  const create = tls.createSecureContext;
  vi.spyOn(tls, "createSecureContext").mockImplementation((options) => {
    const made = create(options);
    made.context.addCACert(certificate().cert);
    return made;
  });
}
