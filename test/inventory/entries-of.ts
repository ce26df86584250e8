import { readSource } from "../../src/inventory/read-source.ts";
import type { ReadOptions } from "../../src/inventory/read-source.ts";
import type { BlindSpot, ResourceDocument, SnapshotEntry } from "../../src/model/resource.ts";

export const ACCOUNT = "111122223333";
export const OTHER_ACCOUNT = "444455556666";
export const SUBSCRIPTION = "3f2b8c1e-5a47-4d0b-9c61-7e0f2a9d4b10";

type Content = string | Buffer | readonly (string | Buffer)[];

/** What the reader makes of a text that comes in on stdin, in the chunks given. */
export async function entriesOf(content: Content, options: Partial<ReadOptions> = {}): Promise<SnapshotEntry[]> {
  const chunks = typeof content === "string" || Buffer.isBuffer(content) ? [content] : content;
  return fromInputs(["-"], { stdin: stream(chunks), ...options });
}

export async function fromInputs(
  inputs: readonly string[],
  options: Partial<ReadOptions> = {},
): Promise<SnapshotEntry[]> {
  const entries: SnapshotEntry[] = [];
  for await (const entry of readSource(inputs, { cwd: "/", stdin: null, ...options })) entries.push(entry);
  return entries;
}

async function* stream(chunks: readonly (string | Buffer)[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield Buffer.from(chunk as string);
}

export function resources(entries: readonly SnapshotEntry[]): ResourceDocument[] {
  return entries.flatMap((entry) => ("resource" in entry ? [entry.resource] : []));
}

export function blindSpots(entries: readonly SnapshotEntry[]): BlindSpot[] {
  return entries.flatMap((entry) => ("blind_spot" in entry ? [entry.blind_spot] : []));
}

/** The one resource that the content holds. */
export async function onlyResource(content: Content, options: Partial<ReadOptions> = {}): Promise<ResourceDocument> {
  const found = resources(await entriesOf(content, options));
  if (found.length !== 1) throw new Error(`expected one resource, found ${found.length}`);
  return found[0]!;
}

/** A configuration item as AWS Config delivers it, with what the test needs on top. */
export function item(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    configurationItemVersion: "1.3",
    configurationItemCaptureTime: "2026-11-20T10:00:00.000Z",
    configurationItemStatus: "OK",
    resourceType: "AWS::EC2::Volume",
    resourceId: "vol-0a1b2c3d",
    resourceName: null,
    ARN: `arn:aws:ec2:eu-west-1:${ACCOUNT}:volume/vol-0a1b2c3d`,
    awsAccountId: ACCOUNT,
    awsRegion: "eu-west-1",
    tags: { team: "ledger" },
    relationships: [],
    configuration: { volumeId: "vol-0a1b2c3d", encrypted: false, size: 20 },
    supplementaryConfiguration: {},
    ...changes,
  };
}

/** A storage account as ARM gives it. */
export function storageAccount(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    id: `/subscriptions/${SUBSCRIPTION}/resourceGroups/Books/providers/Microsoft.Storage/storageAccounts/Ledger01`,
    name: "Ledger01",
    type: "Microsoft.Storage/storageAccounts",
    location: "westeurope",
    tags: { team: "ledger" },
    kind: "StorageV2",
    sku: { name: "Standard_LRS", tier: "Standard" },
    properties: { supportsHttpsTrafficOnly: true, minimumTlsVersion: "TLS1_2" },
    ...changes,
  };
}
