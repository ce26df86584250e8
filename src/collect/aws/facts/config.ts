import { own, ownText } from "../../../inventory/json-text.ts";
import type { JsonObject } from "../../../inventory/json-text.ts";
import type { Aws } from "./aws.ts";
import type { AccountFact } from "./fact.ts";
import { pick } from "./fact.ts";

const STATUS = ["lastErrorCode", "lastStatus", "lastStatusChangeTime", "recording"];

export const CONFIG_FACTS: readonly AccountFact[] = [
  { path: "@config.recorders", per: "region", read: recorders },
  {
    path: "@config.delivery_channels",
    per: "region",
    read: async (aws) => {
      const channels = await aws.list("config", "DescribeDeliveryChannels", { elements: "DeliveryChannels" });
      return channels.map((channel) => pick(channel, ["name", "s3BucketName", "s3KmsKeyArn", "snsTopicARN"]));
    },
  },
];

/** All recorders, including those that services run for themselves: the rule tells them apart. */
async function recorders(aws: Aws): Promise<JsonObject[]> {
  const all = await aws.list("config", "DescribeConfigurationRecorders", { elements: "ConfigurationRecorders" });
  const statuses = await aws.list("config", "DescribeConfigurationRecorderStatus", {
    elements: "ConfigurationRecordersStatus",
  });
  return all.map((recorder) => {
    const status = statuses.find((one) => ownText(one, "name") === own(recorder, "name"));
    return { ...recorder, ...(status && { status: pick(status, STATUS) }) };
  });
}
