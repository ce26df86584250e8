import { vi } from "vitest";
import type { AwsOptions, ItemSource } from "../../../src/collect/aws/options.ts";
import { DiagnosticError } from "../../../src/diagnostics/diagnostic.ts";
import type { Library } from "../../../src/model/library.ts";
import type { ResourceDocument, SnapshotEntry } from "../../../src/model/resource.ts";
import type { Rule } from "../../../src/model/rule.ts";
import type { Evaluation } from "../../../src/model/run.ts";
import { refuse } from "../../loopback-aws/refusal.ts";
import type { Call } from "../../loopback-aws/call.ts";
import type { WireAnswer } from "../../loopback-aws/answer.ts";
import type { WireAnswer as ArmAnswer } from "../../loopback-azure/answer.ts";
import { FAULT_ANSWERS } from "../../loopback-azure/faults.ts";
import { startAzure } from "../../loopback-azure/start-azure.ts";
import type { LoopbackOptions } from "../../loopback-aws/start-aws.ts";
import { byName } from "../below-localhost.ts";
import { awsEnvironment, collectFor, judge, startEstate } from "../scan-aws.ts";
import { collectFor as collectAzure } from "../scan-azure.ts";
import { withoutKey } from "./missing-key.ts";

export const WIRE_FAULTS = ["refused", "throttled", "cut", "expired", "empty", "web page"] as const;
export type WireFault = (typeof WIRE_FAULTS)[number];
/** What befalls an answer; a key is taken out of it. */
export type Tampering = { readonly fault: WireFault } | { readonly key: string };
/** A small estate on a loopback, read by the real SDK, whose answers can be tampered with. */
export interface World {
  readonly scan: (rules: readonly Rule[], tamper?: (call: string) => Tampering | undefined) => Promise<Scan>;
  readonly close: () => Promise<void>;
}

export interface Scan {
  /** Undefined: the collection ended, and there is no result. */
  readonly evaluations: readonly Evaluation[] | undefined;
  /** By call, which is named the same in another scan, what was answered before anybody tampered with it. */
  readonly answers: ReadonlyMap<string, string>;
}

const WEB_PAGE = "<html><h1>Somebody else</h1></html>";

export async function awsWorld(
  library: Library,
  documents: readonly ResourceDocument[],
  { estate, ...how }: AwsWorld,
): Promise<World> {
  const line = openLine();
  const aws = await startEstate({
    documents,
    ...estate,
    wire: (call, answer) => tampered(call, answer, line.met(nameOf(call), answer.body)),
  });
  const env = awsEnvironment({ endpoint: byName(aws.endpoint) });
  return {
    scan: (rules, tamper) => {
      for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value || undefined);
      const limits = { failedAttempts: 1, throttledAttempts: 2 };
      return line.watched(tamper, () =>
        judged(rules, library, () => collectFor(rules, library, { ...how, clock: hurried(), limits })),
      );
    },
    close: () => aws.close(),
  };
}

interface AwsWorld extends Pick<AwsOptions, "aggregator"> {
  readonly source: ItemSource;
  readonly regions: readonly string[];
  readonly estate?: Partial<LoopbackOptions>;
}

export async function azureWorld(
  library: Library,
  documents: readonly ResourceDocument[],
  { fresh = false }: { readonly fresh?: boolean } = {},
): Promise<World> {
  const line = openLine();
  const azure = await startAzure({
    documents,
    wire: (call, answer) => {
      const body = JSON.stringify(answer.body);
      const what = line.met(call, body);
      if (what === undefined) return answer;
      return "key" in what ? { ...answer, body: withoutKey(body, what.key) } : ARM_FAULTS[what.fault](answer);
    },
  });
  const options = { fresh, clock: hurried(), limits: { failedAttempts: 1, throttledAttempts: 2 } };
  return {
    scan: (rules, tamper) =>
      line.watched(tamper, () => judged(rules, library, () => collectAzure(azure, rules, library, options))),
    close: azure.close,
  };
}

/** What goes to and fro between a scan and its cloud. */
function openLine(): {
  readonly met: (call: string, body: string) => Tampering | undefined;
  readonly watched: (
    tamper: ((call: string) => Tampering | undefined) | undefined,
    scan: () => Promise<readonly Evaluation[] | undefined>,
  ) => Promise<Scan>;
} {
  let answers = new Map<string, string>();
  let tampering: (call: string) => Tampering | undefined = () => undefined;
  return {
    met: (call, body) => {
      answers.set(call, body);
      return tampering(call);
    },
    watched: async (tamper = () => undefined, scan) => {
      const own = (answers = new Map<string, string>());
      tampering = tamper;
      return { evaluations: await scan(), answers: own };
    },
  };
}

async function judged(
  rules: readonly Rule[],
  library: Library,
  collect: () => Promise<SnapshotEntry[]>,
): Promise<readonly Evaluation[] | undefined> {
  try {
    const { run } = await judge(rules, library, await collect());
    return run.evaluations;
  } catch (error) {
    if (error instanceof DiagnosticError) return undefined;
    throw error;
  }
}

function nameOf({ service, operation, region, input }: Call): string {
  return `${service} ${operation} ${region} ${JSON.stringify(input)}`;
}

function tampered(call: Call, answer: WireAnswer, what: Tampering | undefined): WireAnswer {
  if (what === undefined) return answer;
  if ("key" in what) return { ...answer, body: withoutKey(answer.body, what.key) };
  return {
    refused: () => refuse(call, "access_denied"),
    throttled: () => refuse(call, "throttle"),
    expired: () => refuse(call, "expired_token"),
    cut: () => ({ ...answer, isCut: true }),
    empty: () => ({ ...answer, body: "" }),
    "web page": () => ({ status: 200, contentType: "text/html", body: WEB_PAGE }),
  }[what.fault]();
}

const ARM_FAULTS: Readonly<Record<WireFault, (answer: ArmAnswer) => ArmAnswer>> = {
  refused: () => FAULT_ANSWERS.denied,
  throttled: () => FAULT_ANSWERS.throttled_seconds,
  expired: () => FAULT_ANSWERS.unauthorized,
  cut: (answer) => ({ ...answer, isCut: true }),
  empty: (answer) => ({ ...answer, body: "" }),
  "web page": () => FAULT_ANSWERS.web_page,
};

/** A second goes by whenever it is looked at, so that nothing waits for its turn. */
function hurried(): { readonly now: () => number; readonly sleep: () => Promise<void> } {
  let now = 0;
  return { now: () => (now += 1000), sleep: async () => {} };
}
