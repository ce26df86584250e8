import { QUEUES_DESCRIBED, queueAttributes, TRAILS_DESCRIBED } from "./described-json.ts";
import { TOPICS_DESCRIBED } from "./described-query.ts";
import { joinedFact, policyText, seconds } from "./service.ts";
import type { FactPlace, LoopbackService } from "./service.ts";
import { configurationsOf } from "./service-facts.ts";
import type { Facts, Lists } from "./service-facts.ts";

const TRAIL = "AWS::CloudTrail::Trail";

export const CLOUDTRAIL: LoopbackService = {
  protocol: "json",
  operations: {
    ...TRAILS_DESCRIBED,
    GetTrailStatus: (place, { Name }) => {
      const members = Object.entries(joinedFact(place, TRAIL, Name, "@status") as Facts);
      return Object.fromEntries(
        members.map(([key, value]) => [
          `${key.charAt(0).toUpperCase()}${key.slice(1)}`,
          key.endsWith("Time") ? seconds(value) : value,
        ]),
      );
    },
    GetEventSelectors: (place, { TrailName }) => {
      const kinds = joinedFact(place, TRAIL, TrailName, "@event_selectors") as Readonly<Record<string, Lists>>;
      return {
        TrailARN: TrailName,
        ...Object.fromEntries(Object.entries(kinds).filter(([, list]) => list.length > 0)),
      };
    },
  },
};

export const LOGS: LoopbackService = {
  protocol: "json",
  operations: {
    DescribeMetricFilters: (place, { logGroupName }) => {
      const trail = place.of(TRAIL).find(({ configuration }) => {
        const arn = (configuration as Facts)["cloudWatchLogsLogGroupArn"];
        return typeof arn === "string" && arn.split(":")[6] === logGroupName;
      });
      return { metricFilters: joinedFact(place, TRAIL, trail?.id, "@metric_filters") };
    },
    DescribeLogGroups: (place) => ({ logGroups: configurationsOf(place, "AWS::Logs::LogGroup") }),
    DescribeResourcePolicies: (place) => ({
      resourcePolicies: configurationsOf(place, "AWS::Logs::ResourcePolicy").map((one) => ({
        ...one,
        policyDocument: policyText(one["policyDocument"]),
      })),
    }),
    DescribeDeliverySources: (place) => ({
      deliverySources: distributions(place).flatMap(({ id, name, ...one }) =>
        (one["@log_deliveries"] as Lists).map(({ log_type: logType }) => ({ name, logType, resourceArns: [id] })),
      ),
    }),
    DescribeDeliveries: (place) => ({
      deliveries: distributions(place).flatMap(({ name, ...one }) =>
        (one["@log_deliveries"] as Lists).map((delivery, index) => ({
          id: `${name}-${index}`,
          deliverySourceName: name,
          deliveryDestinationArn: delivery["destination_arn"],
          deliveryDestinationType: delivery["destination_type"],
        })),
      ),
    }),
  },
};

function distributions(place: FactPlace): ReturnType<FactPlace["of"]> {
  const all = place.of("AWS::CloudFront::Distribution");
  for (const { type, id } of all) joinedFact(place, type, id, "@log_deliveries");
  return all;
}

export const SNS: LoopbackService = {
  protocol: "query",
  operations: {
    ...TOPICS_DESCRIBED,
    ListSubscriptionsByTopic: (place, { TopicArn }) => ({
      Subscriptions: { member: joinedFact(place, "AWS::SNS::Topic", TopicArn, "@subscriptions") },
    }),
  },
};

export const SQS: LoopbackService = {
  protocol: "json",
  operations: {
    ...QUEUES_DESCRIBED,
    GetQueueAttributes: (place, { QueueUrl, AttributeNames }) => {
      const name = String(QueueUrl).split("/").at(-1);
      const queue = place.of("AWS::SQS::Queue").find(({ id }) => id.endsWith(`:${name}`));
      if ((AttributeNames as string[]).includes("All")) return { Attributes: queueAttributes(queue) };
      const Policy = policyText(joinedFact(place, "AWS::SQS::Queue", queue?.id, "@policy"));
      return { Attributes: { QueueArn: queue?.id, ...(Policy !== undefined && { Policy }) } };
    },
  },
};

export const EVENTS: LoopbackService = {
  protocol: "json",
  operations: {
    DescribeEventBus: (place, { Name }) => ({
      Name,
      Policy: policyText(joinedFact(place, "AWS::Events::EventBus", Name, "@policy")),
    }),
  },
};
