import type { ConfigOperation } from "./operation.ts";
import type { Pager } from "./pages.ts";
import { limitOf, listOf, MAX_LIMIT } from "./validation.ts";

const MOST_TYPES = 20;

/** Counts of recorded types, the largest first; nothing where the recorder is off. */
export function getDiscoveredResourceCounts(pages: Pager): ConfigOperation {
  return (request) => {
    const { place, input } = request;
    const types = listOf(input, "resourceTypes", MOST_TYPES);
    const limit = limitOf(input["limit"], MAX_LIMIT);
    const isOn = (place.recorder.state ?? "recording") === "recording";
    const counts = new Map<string, number>();
    for (const { resourceType, configurationItemStatus } of isOn ? place.recorded : []) {
      if (types.length > 0 && !types.includes(resourceType)) continue;
      if (configurationItemStatus.startsWith("ResourceDeleted")) continue;
      counts.set(resourceType, (counts.get(resourceType) ?? 0) + 1);
    }
    const elements = [...counts]
      .map(([resourceType, count]) => ({ resourceType, count }))
      .toSorted((a, b) => b.count - a.count || (a.resourceType < b.resourceType ? -1 : 1));
    const page = pages(request, { name: types.join(), elements, limit, token: input["nextToken"] });
    return {
      totalDiscoveredResources: elements.reduce((total, { count }) => total + count, 0),
      resourceCounts: page.elements,
      nextToken: page.nextToken,
    };
  };
}
