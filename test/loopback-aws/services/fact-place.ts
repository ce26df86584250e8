import type { ResourceDocument } from "../../../src/model/resource.ts";
import type { FactPlace } from "./service.ts";

/** What each account and region holds, the region's own before what has no region. */
export function factsOf(documents: readonly ResourceDocument[]): (account: string, region: string) => FactPlace {
  const byPlace = new Map<string, ResourceDocument[]>();
  for (const document of documents) {
    if (document.provider !== "aws") continue;
    const name = `${document.account} ${document.region} ${document.type}`;
    const here = byPlace.get(name) ?? [];
    byPlace.set(name, here);
    here.push(document);
  }
  return (account, region) => ({
    account,
    region,
    of: (type) => [region, "global"].flatMap((place) => byPlace.get(`${account} ${place} ${type}`) ?? []),
  });
}
