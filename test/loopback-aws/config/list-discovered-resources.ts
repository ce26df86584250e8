import type { ConfigItem } from "../config-item.ts";
import { seconds } from "./base-item.ts";
import type { ConfigOperation } from "./operation.ts";
import type { Pager } from "./pages.ts";
import { limitOf, listOf, MAX_LIMIT, noRecorder, textOf } from "./validation.ts";

const MOST_IDS = 20;

/** Identifiers of one type, those discovered and not recorded among them. */
export function listDiscoveredResources(pages: Pager): ConfigOperation {
  return (request) => {
    const { place, input } = request;
    const type = textOf(input, "resourceType");
    const ids = listOf(input, "resourceIds", MOST_IDS);
    const limit = limitOf(input["limit"], MAX_LIMIT);
    if (place.recorder.state === "absent") throw noRecorder();
    const elements = [...place.recorded, ...place.discovered].filter(
      (item) =>
        item.resourceType === type &&
        (input["includeDeletedResources"] === true || !isDeleted(item)) &&
        (ids.length === 0 || ids.includes(item.resourceId)) &&
        (input["resourceName"] === undefined || input["resourceName"] === item.resourceName),
    );
    const name = JSON.stringify({ ...input, nextToken: undefined, limit: undefined });
    const page = pages(request, { name, elements, limit, token: input["nextToken"] });
    return { resourceIdentifiers: page.elements.map(identifier), nextToken: page.nextToken };
  };
}

function isDeleted({ configurationItemStatus }: ConfigItem): boolean {
  return configurationItemStatus.startsWith("ResourceDeleted");
}

function identifier(item: ConfigItem): unknown {
  const { resourceType, resourceId, resourceName, configurationItemCaptureTime } = item;
  const deletion = isDeleted(item) ? { resourceDeletionTime: seconds(configurationItemCaptureTime) } : {};
  return { resourceType, resourceId, resourceName, ...deletion };
}
