import type { SnapshotEntry } from "../../model/resource.ts";
import { openApi } from "./call.ts";
import { collectConfig } from "./config/collect-config.ts";
import { CALL_LIMITS } from "./options.ts";
import type { AwsOptions } from "./options.ts";
import { checkProfile } from "./profiles.ts";

/**
 * Everything that AWS Config knows of the types asked for, in the account of one set of credentials: a header, then
 * resources, blind spots and reads as they come. The SDK is loaded when the first batch is asked for.
 *
 * @throws {DiagnosticError} where nothing can be collected: no credentials, an unknown profile, no region, a wrong
 * clock, credentials that ran out and cannot be renewed. What came before is then no estate and must not be used.
 */
export async function* collectAws(options: AwsOptions): AsyncGenerator<readonly SnapshotEntry[]> {
  await checkProfile(options.profile, options.env);
  const { openClients } = await import("./clients.ts");
  const { clock } = options;
  const limits = { ...CALL_LIMITS, ...options.limits };
  const clients = await openClients(options, limits);
  const count = { calls: 0, throttled: 0 };
  let resources = 0;
  try {
    const apis = clients.regions.map((region) => openApi(region, clients, { clock, limits, count }));
    for await (const entries of collectConfig(apis, options)) {
      resources += entries.filter((entry) => "resource" in entry).length;
      options.onProgress?.({ ...count, resources });
      yield entries;
    }
  } finally {
    clients.close();
  }
}
