import { isObject, ownText } from "../../../inventory/json-text.ts";
import type { JsonObject } from "../../../inventory/json-text.ts";
import type { Aws, Listing } from "../facts/aws.ts";
import { foreign, Refused } from "../facts/aws.ts";
import type { Call } from "../service.ts";
import type { DirectResource, NamedResource, UndescribedResource } from "./direct-type.ts";

/** A page of a listing with each of its elements as AWS Config would write it. */
export type Mapper = (element: JsonObject, aws: Aws) => DirectResource;

/** Everything that one listing gives. */
export async function* listed(aws: Aws, call: Call, listing: Listing, map: Mapper): AsyncGenerator<DirectResource[]> {
  for await (const page of aws.pages(call.service, call.operation, listing))
    yield page.map((element) => map(objectOf(element, call), aws));
}

/** How things that a listing names are described, each by a call of its own. */
interface Description {
  /** What the listing tells by itself. */
  readonly named: (element: unknown) => NamedResource;
  readonly describe: (element: unknown) => Promise<DirectResource>;
}

/** Everything that a listing names and a second call describes. What that call refuses is known by name alone. */
export async function* described(
  aws: Aws,
  call: Call,
  listing: Listing,
  { named, describe }: Description,
): AsyncGenerator<(DirectResource | UndescribedResource)[]> {
  const one = async (element: unknown): Promise<DirectResource | UndescribedResource> => {
    try {
      return await describe(element);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { ...named(element), refused: error.failure };
    }
  };
  for await (const page of aws.pages(call.service, call.operation, listing)) yield await Promise.all(page.map(one));
}

/** Of a thing in the account and region. */
export function arnOf({ partition, region, account }: Aws, service: string, rest: string): string {
  return `arn:${partition}:${service}:${region}:${account}:${rest}`;
}

/** What an answer says in a member; throws where it does not say it, since the answer then is none to the question. */
export function textIn(element: unknown, key: string, { service, operation }: Call): string {
  const text = ownText(element, key);
  if (text === undefined) throw foreign(service, operation, `an element has no ${key}`);
  return text;
}

export function objectOf(element: unknown, { service, operation }: Call): JsonObject {
  if (!isObject(element)) throw foreign(service, operation, "an element is not an object");
  return element;
}
