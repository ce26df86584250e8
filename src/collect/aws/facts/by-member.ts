import { ownText } from "../../../inventory/json-text.ts";
import type { JsonObject } from "../../../inventory/json-text.ts";
import type { ServiceName } from "../service.ts";
import type { Aws, Listing } from "./aws.ts";
import { foreign } from "./aws.ts";

interface Asked extends Listing {
  readonly service: ServiceName;
  readonly operation: string;
  /** The member that says what an element tells of. */
  readonly by: string;
}

/**
 * Everything that a listing tells, by what each element tells of. One that does not say may tell of anything, so that
 * nothing could be said to be missing: the answer then is none.
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
