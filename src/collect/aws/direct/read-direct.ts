import type { JsonObject } from "../../../inventory/json-text.ts";
import { normalizeAws } from "../../../inventory/normalize-aws.ts";
import type { SnapshotEntry, Unread } from "../../../model/resource.ts";
import { merge } from "../../merge.ts";
import { because, blindSpot } from "../config/blind-spot.ts";
import type { Entries } from "../config/reading.ts";
import type { Aws } from "../facts/aws.ts";
import { Refused } from "../facts/aws.ts";
import { isNeededIn } from "../facts/needed-facts.ts";
import type { NeededPaths } from "../facts/needed-facts.ts";
import { readFact } from "../facts/join-facts.ts";
import type { AwsOptions } from "../options.ts";
import type {
  DirectReading,
  DirectResource,
  DirectType,
  DocumentRoot,
  NamedResource,
  UndescribedResource,
} from "./direct-type.ts";

/** How many types of one region are read at once. */
const AT_ONCE = 6;

const TAGS = "tags";

export interface DirectTask extends Pick<AwsOptions, "now" | "notDirect"> {
  readonly paths: NeededPaths;
  /** Where the resources are: the region, or `global`. */
  readonly place: string;
}

/** Reads everything of some types in one region, with the services' own calls. */
export function readDirect(types: readonly DirectReading[], aws: Aws, task: DirectTask): AsyncGenerator<Entries> {
  return merge(readings(types, aws, task), AT_ONCE);
}

function* readings(types: readonly DirectReading[], aws: Aws, task: DirectTask): Generator<AsyncIterable<Entries>> {
  for (const type of types) yield readType(type, aws, task);
}

/** The entry that says the type was read comes last, and only if every page came. */
async function* readType({ type, insteadOf }: DirectReading, aws: Aws, task: DirectTask): AsyncGenerator<Entries> {
  const { account } = aws;
  const { place: region, now } = task;
  try {
    for await (const page of type.list(aws))
      yield (
        await Promise.all(
          page.map((one) => ("refused" in one ? undescribed(type, one, aws, task) : entryOf(type, one, aws, task))),
        )
      ).flat();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const cause = because(`not all ${type.type} in ${region} were read`, error.failure);
    return yield [{ blind_spot: blindSpot({ account, region, types: [type.type] }, cause) }];
  }
  const read = { provider: "aws", account, region, type: type.type, call: type.call, at: now() };
  yield [{ read: { ...read, ...(insteadOf !== undefined && { instead_of: insteadOf }) } }];
}

/** The resource as an entry, normalised like items, so that policies are decoded and secrets are masked. */
async function entryOf(
  { type, call, parts = [] }: DirectType,
  resource: DirectResource,
  aws: Aws,
  { place, paths, notDirect, now }: DirectTask,
): Promise<SnapshotEntry[]> {
  const needed = parts.filter(({ path }) => path === TAGS || isNeededIn(paths, type, path));
  const read = await Promise.all(needed.map(({ path, read: ask }) => readFact(path, () => ask(aws, resource))));
  const body: Record<DocumentRoot, Record<string, unknown>> = {
    configuration: { ...resource.configuration },
    supplementaryConfiguration: {},
  };
  let { tags } = resource;
  for (const fact of read) {
    const [root, key] = fact.path.split(".") as [DocumentRoot, string];
    if (!("value" in fact)) continue;
    if (fact.path === TAGS) tags = fact.value;
    else body[root][key] = fact.value;
  }
  const unread = [
    ...read.flatMap((fact) => ("unread" in fact ? [fact.unread] : [])),
    ...parts.filter((part) => !needed.includes(part)).map(({ path }) => notCollected(path, NOT_ASKED, call)),
    ...[...(notDirect.get(type) ?? [])].map(([path, why]) => notCollected(path, why, call)),
  ];
  const item = {
    ...headOf(type, resource, aws, place),
    ...(tags !== undefined && { tags }),
    // Dates become text, as in items.
    ...(JSON.parse(JSON.stringify(body)) as object),
  };
  const entry = normalizeAws(item, { source: call, confirmed_at: now(), unread });
  return entry === undefined ? [] : [entry];
}

/** A resource that is known to exist and of which nothing else is known. */
function undescribed(
  { type, call }: DirectType,
  { refused, ...named }: UndescribedResource,
  aws: Aws,
  { place, now }: DirectTask,
): SnapshotEntry[] {
  const { help: _, ...failure } = refused;
  const unread = ["configuration", "supplementaryConfiguration", TAGS].map((path) => ({ path, ...failure }));
  const entry = normalizeAws(headOf(type, named, aws, place), { source: call, confirmed_at: now(), unread });
  return entry === undefined ? [] : [entry];
}

/** The head of an item, before the content of the resource. */
function headOf(type: string, { arn, resourceId, name }: NamedResource, { account }: Aws, place: string): JsonObject {
  return {
    resourceType: type,
    accountId: account,
    awsRegion: place,
    resourceId,
    ...(arn !== undefined && { arn }),
    ...(name !== undefined && { resourceName: name }),
  };
}

const NOT_ASKED = "it takes a call of its own, and no loaded rule reads it";

function notCollected(path: string, message: string, call: string): Unread {
  return { path, reason: "not_collected", call, message };
}
