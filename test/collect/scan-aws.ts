import { join } from "node:path";
import { decideVerdict } from "../../src/assess/verdict.ts";
import { collectAws } from "../../src/collect/aws/collect.ts";
import type { AwsOptions } from "../../src/collect/aws/options.ts";
import { assess } from "../../src/commands/judged/assess.ts";
import { retainAll } from "../../src/commands/judged/retention.ts";
import { CLOCK } from "../../src/commands/clock.ts";
import { neededTypes } from "../../src/commands/sources/needed-types.ts";
import { readSource } from "../../src/inventory/read-source.ts";
import type { Library } from "../../src/model/library.ts";
import type { BlindSpot, Read, ResourceDocument, SnapshotEntry } from "../../src/model/resource.ts";
import type { Rule } from "../../src/model/rule.ts";
import type { Evaluation, Run } from "../../src/model/run.ts";
import { startAws } from "../loopback-aws/start-aws.ts";
import type { LoopbackAws, LoopbackOptions } from "../loopback-aws/start-aws.ts";

const ROOT = join(import.meta.dirname, "../..");
export const ACCOUNT = "111122223333";
export const REGIONS = ["eu-west-1", "eu-central-1", "us-east-1", "us-west-2"];
const ACCESS_KEY = "AKIDEXAMPLE";
export const AS_OF = "2026-11-20T12:00:00Z";

/** The sample estate's AWS part, as it was delivered. */
export async function estateDocuments(): Promise<ResourceDocument[]> {
  const documents: ResourceDocument[] = [];
  const folder = join(ROOT, "fixtures/estate/aws");
  for await (const entry of readSource([folder], { cwd: ROOT, stdin: null }))
    if ("resource" in entry) documents.push(entry.resource);
  return documents;
}

/** The environment that the real SDK finds when it is pointed at a loopback endpoint. */
export function awsEnvironment({ endpoint }: Pick<LoopbackAws, "endpoint">): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: ACCESS_KEY,
    AWS_SECRET_ACCESS_KEY: "secret",
    AWS_SESSION_TOKEN: "",
    AWS_REGION: "",
    AWS_PROFILE: "",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
  };
}

export interface Scanned {
  readonly run: Run;
  readonly exit: number;
  readonly blindSpots: readonly BlindSpot[];
  readonly reads: readonly Read[];
  readonly resources: readonly ResourceDocument[];
  readonly skipped: number;
}

/** What was refused, of a resource or as a blind spot. */
export function deniedIn({ resources, blindSpots }: Scanned): unknown[] {
  const all = [...resources.flatMap(({ unread = [] }) => unread), ...blindSpots];
  return all.filter(({ reason }) => reason === "access_denied");
}

export function startEstate(
  options: Partial<LoopbackOptions> & Pick<LoopbackOptions, "documents">,
): Promise<LoopbackAws> {
  return startAws({ accounts: { [ACCESS_KEY]: ACCOUNT }, ...options });
}

/** A machine that is busy, or loads the SDK meanwhile, answers late: that is no fault of the call. */
export const PATIENT = { backoff: 1, connect: 300_000, deadline: 300_000 };

type ScanOptions = Partial<
  Omit<AwsOptions, "types" | "globalTypes" | "notInConfig" | "paths" | "always" | "notDirect">
>;

/** Everything that a collection says, for the rules given. */
export async function collectFor(
  rules: readonly Rule[],
  library: Library,
  options: ScanOptions,
): Promise<SnapshotEntry[]> {
  const { types, globalTypes, notInInventory, paths, always, notDirect } = neededTypes(rules, library, "aws");
  const entries: SnapshotEntry[] = [];
  const collection = collectAws({
    types,
    globalTypes,
    paths,
    always,
    notDirect,
    notInConfig: notInInventory,
    regions: REGIONS,
    env: {},
    now: () => AS_OF,
    clock: CLOCK,
    ...options,
    limits: { ...PATIENT, ...options.limits },
  });
  for await (const piece of collection) entries.push(...piece.entries);
  return entries;
}

/** Judges entries as `scan` does. */
export async function judge(
  rules: readonly Rule[],
  library: Library,
  entries: readonly SnapshotEntry[],
): Promise<Scanned> {
  const run = await assess({
    library,
    rules,
    batches: (async function* () {
      yield entries;
    })(),
    asOf: AS_OF,
    maxAge: 7,
    retention: retainAll("all"),
    version: "0.0.0",
    scopeName: "test",
  });
  return {
    run,
    exit: decideVerdict(run, { failOn: "low" }).exit,
    blindSpots: entries.flatMap((entry) => ("blind_spot" in entry ? [entry.blind_spot] : [])),
    reads: entries.flatMap((entry) => ("read" in entry ? [entry.read] : [])),
    resources: entries.flatMap((entry) => ("resource" in entry ? [entry.resource] : [])),
    skipped: entries.reduce((sum, entry) => sum + ("skipped" in entry ? entry.skipped.count : 0), 0),
  };
}

/** Evaluations in one order, without what only tells by which call and when a fact came. */
export function comparable({ evaluations }: Run): unknown[] {
  return evaluations
    .toSorted((a, b) => compare(`${a.rule_id} ${a.fingerprint}`, `${b.rule_id} ${b.fingerprint}`))
    .map(({ resource: { source: _source, confirmed_at: _confirmed, ...resource }, ...evaluation }: Evaluation) => ({
      ...evaluation,
      resource,
      evidence: evaluation.evidence.map(({ call: _call, at: _at, ...fact }) => fact),
    }));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
