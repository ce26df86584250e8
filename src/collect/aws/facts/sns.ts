import type { ResourceDocument } from "../../../model/resource.ts";
import type { Aws } from "./aws.ts";
import type { JoinedFact } from "./fact.ts";
import { pick } from "./fact.ts";

export const SNS_FACTS: readonly JoinedFact[] = [
  { types: ["AWS::SNS::Topic"], path: "@subscriptions", read: subscriptions },
];

async function subscriptions(aws: Aws, { id }: ResourceDocument): Promise<unknown> {
  const token = ["NextToken", "NextToken"] as const;
  const listing = { input: { TopicArn: id }, elements: "Subscriptions", token };
  const all = await aws.list("sns", "ListSubscriptionsByTopic", listing);
  return all.map((one) => pick(one, ["Endpoint", "Owner", "Protocol", "SubscriptionArn"]));
}
