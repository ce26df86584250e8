import type { ResourceDocument } from "../../../src/model/resource.ts";
import type { FactPlace } from "./service.ts";

/** What each account and region holds, the region's own before what has no region. */
export function factsOf(documents: readonly ResourceDocument[]): (account: string, region: string) => FactPlace {
  return (account, region) => {
    const ours = documents.filter((one) => one.provider === "aws" && one.account === account);
    const here = [...ours.filter((one) => one.region === region), ...ours.filter((one) => one.region === "global")];
    return { account, region, of: (type) => here.filter((one) => one.type === type) };
  };
}
