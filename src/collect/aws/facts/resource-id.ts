import { ownText } from "../../../inventory/json-text.ts";
import type { ResourceDocument } from "../../../model/resource.ts";

/** The id that the service itself uses; the name if the document has no such id. */
export function resourceIdOf(resource: ResourceDocument): string {
  return ownText(resource, "resourceId") ?? resource.name;
}
