import { isObject, ownText } from "../../../inventory/json-text.ts";
import type { JsonObject } from "../../../inventory/json-text.ts";
import type { Aws, Listing } from "../facts/aws.ts";
import { foreign } from "../facts/aws.ts";
import type { Call } from "../service.ts";
import type { DirectResource } from "./direct-type.ts";

/** A page of a listing with each of its elements as AWS Config would write it. */
export type Mapper = (element: JsonObject, aws: Aws) => DirectResource;

/** Everything that one listing gives. */
export async function* listed(aws: Aws, call: Call, listing: Listing, map: Mapper): AsyncGenerator<DirectResource[]> {
  for await (const page of aws.pages(call.service, call.operation, listing))
    yield page.map((element) => map(objectOf(element, call), aws));
}

/** Everything that a listing names and a second call describes. */
export async function* described(
  aws: Aws,
  call: Call,
  listing: Listing,
  describe: (element: unknown) => Promise<DirectResource>,
): AsyncGenerator<DirectResource[]> {
  for await (const page of aws.pages(call.service, call.operation, listing))
    yield await Promise.all(page.map(describe));
}

/** What an answer says in a member; throws where it does not say it, since the answer then is none to the question. */
export function textIn(element: unknown, key: string, { service, operation }: Call): string {
  const text = ownText(element, key);
  if (text === undefined) throw foreign(service, operation, `an element has no ${key}`);
  return text;
}

export function objectOf(element: unknown, { service, operation }: Call): JsonObject {
  if (!isObject(element)) throw foreign(service, operation, "an element is no object");
  return element;
}
