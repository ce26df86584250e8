import { makeDocument } from "../../../inventory/document.ts";
import { maskSecrets } from "../../../inventory/mask.ts";
import type { ResourceDocument } from "../../../model/resource.ts";
import { GLOBAL } from "../config/place-globals.ts";
import type { Aws } from "./aws.ts";
import type { AccountFact } from "./fact.ts";
import { readFact } from "./join-facts.ts";
import { ACCOUNT_TYPE } from "./needed-facts.ts";

/**
 * Makes a document of facts about the account itself: one for the account, or one for each region with the facts that
 * are regional. `facts`: those that are wanted; no others are asked for.
 */
export async function accountDocument(
  aws: Aws,
  per: AccountFact["per"],
  facts: readonly AccountFact[],
  now: () => string,
): Promise<ResourceDocument> {
  const { account, region } = aws;
  const isGlobal = per === "account";
  const ours = facts.filter((fact) => fact.per === per);
  const read = await Promise.all(ours.map((fact) => readFact(fact.path, () => fact.read(aws))));
  const joined: Record<string, Record<string, unknown>> = {};
  for (const fact of read) {
    const [root, key] = fact.path.split(".") as [string, string];
    joined[root] ??= {};
    if ("value" in fact) joined[root][key] = fact.value;
  }
  const head = {
    provider: "aws",
    type: ACCOUNT_TYPE,
    account,
    region: isGlobal ? GLOBAL : region,
    id: isGlobal ? account : `${account}/${region}`,
    name: isGlobal ? account : region,
    tags: null,
    captured_at: undefined,
    confirmed_at: now(),
    source: ACCOUNT_FACTS_SOURCE,
    unread: read.flatMap((fact) => ("unread" in fact ? [fact.unread] : [])),
  };
  return maskSecrets(makeDocument(head, {}, joined));
}

/** The source of these documents, which take several calls each. */
export const ACCOUNT_FACTS_SOURCE = "account facts";
