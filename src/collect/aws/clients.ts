import { ConfigServiceClient } from "@aws-sdk/client-config-service";
import type { ConfigServiceClientConfig } from "@aws-sdk/client-config-service";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import type { JsonObject } from "../../inventory/json-text.ts";
import type { Commands, SdkClient } from "./command.ts";
import { callName } from "./config/api.ts";
import { verdictOn } from "./failure.ts";
import type { AwsOptions, CallLimits } from "./options.ts";
import type { Call, ServiceName } from "./service.ts";
import { loadService } from "./service.ts";

/** The SDK, as far as anything else knows it. */
export interface Clients {
  /** Never empty. */
  readonly regions: readonly string[];
  /** One attempt at one call. Rejects with what the SDK throws. */
  readonly send: (region: string, call: Call, input: JsonObject, signal: AbortSignal) => Promise<unknown>;
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
 * One client a region and service, all with the credentials of the first, which are asked for once and again when they run out.
 *
 * @throws {DiagnosticError} where no region is known.
 */
export async function openClients(options: AwsOptions, limits: CallLimits): Promise<Clients> {
  const base = clientConfig(options, limits);
  const first = new ConfigServiceClient({ ...base, ...(options.regions?.[0] && { region: options.regions[0] }) });
  const { credentials } = first.config;
  const firstRegion = await first.config.region().catch((error: unknown): never => {
    const verdict = verdictOn(error, callName("DescribeConfigurationRecorders"), "");
    throw verdict.kind === "fatal" ? new DiagnosticError([verdict.diagnostic]) : error;
  });
  const closing = new AbortController();
  const clients = new Map<string, SdkClient>([[`config ${firstRegion}`, first as SdkClient]]);
  const clientOf = (region: string, name: ServiceName, { Client }: Service): SdkClient => {
    const key = `${name} ${region}`;
    const client = clients.get(key) ?? (new Client({ ...base, region, credentials }) as SdkClient);
    clients.set(key, client);
    return client;
  };

  return {
    regions: [...new Set([firstRegion, ...(options.regions ?? [])])],
    send: async (region, { service: name, operation }, input, abortSignal) => {
      const service = (await loadService(name)) as Service;
      const Command = service.commands[operation];
      if (Command === undefined) throw new Error(`${name} has no ${operation}`);
      // The SDK wants each command with its own input; here they are all JSON.
      return clientOf(region, name, service).send(new Command(input as never), { abortSignal });
    },
    ...renewal(credentials),
    closed: closing.signal,
    close: () => {
      closing.abort();
      for (const client of clients.values()) client.destroy();
    },
  };
}

interface Service {
  readonly Client: new (config: ConfigServiceClientConfig) => unknown;
  readonly commands: Commands;
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
