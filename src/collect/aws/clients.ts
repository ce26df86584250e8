import { AsyncLocalStorage } from "node:async_hooks";
import { setMaxListeners } from "node:events";
import { ConfigServiceClient } from "@aws-sdk/client-config-service";
import { defaultProvider } from "@aws-sdk/credential-provider-node";
import type { ConfigServiceClientConfig } from "@aws-sdk/client-config-service";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import type { JsonObject } from "../../inventory/json-text.ts";
import type { Commands, SdkClient } from "./command.ts";
import { verdictOn } from "./failure.ts";
import type { AwsOptions, CallLimits } from "./options.ts";
import { namesProxy } from "./names-proxy.ts";
import { loopbackAgent } from "./plain-http.ts";
import type { Call, ServiceName } from "./service.ts";
import { loadService } from "./service.ts";
import { openSession } from "./session.ts";
import type { CredentialSource, Session } from "./session.ts";
import { refuseNoAnswers } from "./whole-answer.ts";

/** The part of the SDK that the rest of the code sees. */
export interface Clients {
  /** The first region asked for, else the configured one. */
  readonly region: string;
  /** The session of the credentials that the collection starts with. */
  readonly session: Session;
  /** Makes one attempt at one call. Rejects with what the SDK throws. */
  readonly send: (from: CallPlace, call: Call, input: JsonObject, signal: AbortSignal) => Promise<unknown>;
  /** Aborted by `close`: nothing more is to be sent. */
  readonly closed: AbortSignal;
  /** Ends all connections, including those in use. */
  readonly close: () => void;
}

export interface CallPlace {
  readonly session: Session;
  readonly region: string;
}

/** The session of a call. One for all clients: each storage ever created slows all promises of the process for good. */
const CALLER = new AsyncLocalStorage<Session>();

/**
 * Opens one client per region and service, however many accounts are read: each call is signed with the credentials of
 * its own session. All clients share the connections of the first.
 *
 * @throws {DiagnosticError} if no region is known.
 */
export async function openClients(options: AwsOptions, limits: CallLimits): Promise<Clients> {
  const config = await clientConfig(options, limits);
  const first = new ConfigServiceClient({ ...config, ...(options.regions?.[0] && { region: options.regions[0] }) });
  const { requestHandler } = first.config;
  const region = await first.config.region().catch((error: unknown): never => {
    const verdict = verdictOn(error, "config:DescribeConfigurationRecorders", "");
    throw verdict.kind === "fatal" ? new DiagnosticError([verdict.diagnostic]) : error;
  });
  const shared = { ...config, requestHandler, credentials: askedAtEachCall(() => CALLER.getStore()!.credentials()) };
  const opened = new Map<string, Promise<OpenClient>>();
  const open = (name: ServiceName, where: string): Promise<OpenClient> => {
    const key = `${name} ${where}`;
    const client = opened.get(key) ?? openClient(name, { ...shared, region: where });
    opened.set(key, client);
    return client;
  };
  const closing = new AbortController();
  // Everything that waits listens to this signal, and that can be many listeners.
  setMaxListeners(0, closing.signal);

  return {
    region,
    session: openSession(first.config.credentials),
    send: async (from, { service, operation }, input, abortSignal) => {
      const { client, commands } = await open(service, from.region);
      const Command = commands[operation];
      if (Command === undefined) throw new Error(`${service} has no ${operation}`);
      // The SDK types each command's input separately; here they are all JSON.
      return CALLER.run(from.session, () => client.send(new Command(input as never), { abortSignal }));
    },
    closed: closing.signal,
    close: () => {
      closing.abort();
      first.destroy();
    },
  };
}

interface OpenClient {
  readonly client: SdkClient;
  readonly commands: Commands;
}

async function openClient(name: ServiceName, config: ConfigServiceClientConfig): Promise<OpenClient> {
  const { Client, commands, settings } = (await loadService(name)) as {
    readonly Client: new (config: ConfigServiceClientConfig) => unknown;
    readonly commands: Commands;
    /** Further settings that this client needs. */
    readonly settings?: object;
  };
  const client = new Client({ ...config, ...settings }) as SdkClient;
  refuseNoAnswers(client.middlewareStack);
  return { client, commands };
}

/** Marks the source as memoized: the SDK caches what a provider returns, unless the provider says it does so itself. */
function askedAtEachCall(source: CredentialSource): CredentialSource {
  return Object.assign(source, { memoized: true });
}

/** The configuration of all clients. Each `send` is one attempt: pacing and retries happen around it (`call.ts`). */
async function clientConfig(options: AwsOptions, limits: CallLimits): Promise<ConfigServiceClientConfig> {
  const { profile, askCode } = options;
  return {
    ...(profile !== undefined && { profile }),
    maxAttempts: 1,
    credentialDefaultProvider: (init: object) =>
      defaultProvider({ ...init, ...(askCode !== undefined && { mfaCodeProvider: askCode }) }),
    requestHandler: {
      connectionTimeout: limits.connect,
      requestTimeout: limits.deadline,
      throwOnRequestTimeout: true,
      ...(await agentsFor(options.env)),
    },
  };
}

async function agentsFor(env: AwsOptions["env"]): Promise<object> {
  if (!namesProxy(env)) return { httpAgent: loopbackAgent() };
  const { ProxiedAgent } = await import("./proxy.ts");
  const agent = new ProxiedAgent({ keepAlive: true });
  return { httpAgent: agent, httpsAgent: agent };
}
