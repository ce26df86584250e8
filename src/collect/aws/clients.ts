import {
  BatchGetResourceConfigCommand,
  ConfigServiceClient,
  DescribeConfigurationRecordersCommand,
  DescribeConfigurationRecorderStatusCommand,
  GetDiscoveredResourceCountsCommand,
  ListDiscoveredResourcesCommand,
  SelectResourceConfigCommand,
} from "@aws-sdk/client-config-service";
import type { ConfigServiceClientConfig } from "@aws-sdk/client-config-service";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import type { JsonObject } from "../../inventory/json-text.ts";
import type { Operation } from "./config/api.ts";
import { verdictOn } from "./failure.ts";
import type { AwsOptions, CallLimits } from "./options.ts";

/** Every command that is ever sent. A test holds that they only read. */
const COMMANDS = {
  BatchGetResourceConfig: BatchGetResourceConfigCommand,
  DescribeConfigurationRecorderStatus: DescribeConfigurationRecorderStatusCommand,
  DescribeConfigurationRecorders: DescribeConfigurationRecordersCommand,
  GetDiscoveredResourceCounts: GetDiscoveredResourceCountsCommand,
  ListDiscoveredResources: ListDiscoveredResourcesCommand,
  SelectResourceConfig: SelectResourceConfigCommand,
} as const satisfies Record<Operation, unknown>;

/** The SDK, as far as anything else knows it. */
export interface Clients {
  /** Never empty. */
  readonly regions: readonly string[];
  /** One attempt at one call. Rejects with what the SDK throws. */
  readonly send: (region: string, operation: Operation, input: JsonObject, signal: AbortSignal) => Promise<unknown>;
  /** How often credentials were had anew. */
  readonly renewals: () => number;
  /** Has credentials anew, unless they were since `renewals` said so; false where no others can be had. */
  readonly renew: (since: number) => Promise<boolean>;
  /** Comes with `close`: nothing more is to be sent. */
  readonly closed: AbortSignal;
  /** Ends all connections, those in use too. */
  readonly close: () => void;
}

/**
 * One client a region, all with the credentials of the first, which are asked for once and again when they run out.
 *
 * @throws {DiagnosticError} where no region is known.
 */
export async function openClients(options: AwsOptions, limits: CallLimits): Promise<Clients> {
  const base = clientConfig(options, limits);
  const first = new ConfigServiceClient({ ...base, ...(options.regions?.[0] && { region: options.regions[0] }) });
  const { credentials } = first.config;
  const firstRegion = await first.config.region().catch((error: unknown): never => {
    const verdict = verdictOn(error, "DescribeConfigurationRecorders", "");
    throw verdict.kind === "fatal" ? new DiagnosticError([verdict.diagnostic]) : error;
  });
  const closing = new AbortController();
  const clients = new Map([[firstRegion, first]]);
  for (const region of options.regions ?? [])
    if (!clients.has(region)) clients.set(region, new ConfigServiceClient({ ...base, region, credentials }));

  return {
    regions: [...clients.keys()],
    send: (region, operation, input, abortSignal) => {
      // The type of `send` wants each command with its own input; here they are all JSON.
      const Command = COMMANDS[operation] as unknown as typeof SelectResourceConfigCommand;
      const command = new Command(input as unknown as ConstructorParameters<typeof Command>[0]);
      return clients.get(region)!.send(command, { abortSignal });
    },
    ...renewal(credentials),
    closed: closing.signal,
    close: () => {
      closing.abort();
      for (const client of clients.values()) client.destroy();
    },
  };
}

type Credentials = (options?: { forceRefresh: boolean }) => Promise<{ accessKeyId: string; sessionToken?: string }>;

/** Many calls find out at once that the credentials ran out; they are asked for once. */
function renewal(credentials: Credentials): Pick<Clients, "renewals" | "renew"> {
  let renewals = 0;
  let underWay: Promise<boolean> | undefined;
  const ask = async (): Promise<boolean> => {
    try {
      const before = await credentials();
      const after = await credentials({ forceRefresh: true });
      if (before.accessKeyId === after.accessKeyId && before.sessionToken === after.sessionToken) return false;
      renewals += 1;
      return true;
    } catch {
      return false;
    } finally {
      underWay = undefined;
    }
  };
  return {
    renewals: () => renewals,
    renew: async (since) => since < renewals || (underWay ??= ask()),
  };
}

/** Each `send` is one attempt: pacing and trying again are done around it (`call.ts`). */
function clientConfig({ profile }: AwsOptions, { deadline, connect }: CallLimits): ConfigServiceClientConfig {
  return {
    ...(profile !== undefined && { profile }),
    maxAttempts: 1,
    requestHandler: { connectionTimeout: connect, requestTimeout: deadline, throwOnRequestTimeout: true },
  };
}
