import { ownText } from "../../../inventory/json-text.ts";
import type { ResourceDocument } from "../../../model/resource.ts";

/** The id by which the service itself knows it; the name where the document has no other. */
export function resourceIdOf(resource: ResourceDocument): string {
  return ownText(resource, "resourceId") ?? resource.name;
}
