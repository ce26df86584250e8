import { ServiceError } from "../answer.ts";
import { historyItem } from "./base-item.ts";
import { itemOf } from "./batch-get-resource-config.ts";
import type { ConfigRequest } from "./operation.ts";
import { noRecorder, textOf } from "./validation.ts";

/** A history of one item: the present one. */
export function getResourceConfigHistory({ place, input }: ConfigRequest): unknown {
  if (place.recorder.state === "absent") throw noRecorder();
  const item = itemOf(place, textOf(input, "resourceType"), textOf(input, "resourceId"));
  if (item !== undefined) return { configurationItems: [historyItem(item)] };
  throw new ServiceError("ResourceNotDiscoveredException", `Resource ${String(input["resourceId"])} is not discovered`);
}
