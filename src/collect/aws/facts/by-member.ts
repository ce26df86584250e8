import { ownText } from "../../../inventory/json-text.ts";
import type { JsonObject } from "../../../inventory/json-text.ts";
import type { ServiceName } from "../service.ts";
import type { Aws, Listing } from "./aws.ts";
import { foreign } from "./aws.ts";

interface Asked extends Listing {
  readonly service: ServiceName;
  readonly operation: string;
  /** The member that says which resource an element describes. */
  readonly by: string;
}

/**
 * All elements of a listing, by the resource that each describes. An element that does not name one might describe any,
 * so that nothing could be said to be missing: the answer is then rejected.
 */
export async function listedBy(
  aws: Aws,
  { service, operation, by, ...listing }: Asked,
): Promise<Map<string, JsonObject>> {
  const all = await aws.list(service, operation, listing);
  return new Map(
    all.map((one) => {
      const key = ownText(one, by);
      if (key === undefined) throw foreign(service, operation, `an element has no ${by}`);
      return [key, one];
    }),
  );
}
