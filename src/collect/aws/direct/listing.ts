import { isObject, ownText } from "../../../inventory/json-text.ts";
import type { JsonObject } from "../../../inventory/json-text.ts";
import type { Aws, Listing } from "../facts/aws.ts";
import { foreign, Refused } from "../facts/aws.ts";
import type { Call } from "../service.ts";
import type { DirectResource, NamedResource, UndescribedResource } from "./direct-type.ts";

/** Turns an element of a listing into the form that AWS Config would write. */
export type Mapper = (element: JsonObject, aws: Aws) => DirectResource;

/** Yields everything that one listing returns, page by page. */
export async function* listed(aws: Aws, call: Call, listing: Listing, map: Mapper): AsyncGenerator<DirectResource[]> {
  for await (const page of aws.pages(call.service, call.operation, listing))
    yield page.map((element) => map(objectOf(element, call), aws));
}

/** How resources that a listing names are described, each by a call of its own. */
interface Description {
  /** What the listing alone says. */
  readonly named: (element: unknown) => NamedResource;
  readonly describe: (element: unknown) => Promise<DirectResource>;
}

/** Yields everything that a listing names and a second call describes. If that is refused, only the name is known. */
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

/** The ARN of a resource in the account and region. */
export function arnOf({ partition, region, account }: Aws, service: string, rest: string): string {
  return `arn:${partition}:${service}:${region}:${account}:${rest}`;
}

/** The text in a member of an answer; throws `Refused` if there is none, since the answer does not fit the question. */
export function textIn(element: unknown, key: string, { service, operation }: Call): string {
  const text = ownText(element, key);
  if (text === undefined) throw foreign(service, operation, `an element has no ${key}`);
  return text;
}

export function objectOf(element: unknown, { service, operation }: Call): JsonObject {
  if (!isObject(element)) throw foreign(service, operation, "an element is not an object");
  return element;
}
