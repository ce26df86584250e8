import { own } from "../../../inventory/json-text.ts";
import type { Aws } from "../facts/aws.ts";
import { actionOf } from "../service.ts";
import type { Call } from "../service.ts";
import type { DirectResource, DirectType } from "./direct-type.ts";
import { listed, textIn } from "./listing.ts";
import { respell } from "./spelling.ts";
import { LOAD_BALANCING_TAGS } from "./tags.ts";

const BALANCERS: Call = { service: "elastic-load-balancing-v2", operation: "DescribeLoadBalancers" };
const LISTENERS: Call = { service: "elastic-load-balancing-v2", operation: "DescribeListeners" };
const TOKEN = ["Marker", "NextMarker"] as const;

export const LOAD_BALANCING_TYPES: readonly DirectType[] = [
  {
    type: "AWS::ElasticLoadBalancingV2::Listener",
    call: actionOf(LISTENERS),
    list: listeners,
    parts: [LOAD_BALANCING_TAGS],
  },
  {
    type: "AWS::ElasticLoadBalancingV2::LoadBalancer",
    call: actionOf(BALANCERS),
    list: balancers,
    parts: [
      LOAD_BALANCING_TAGS,
      {
        path: "supplementaryConfiguration.LoadBalancerAttributes",
        read: async (aws, { arn }) => {
          const asked = aws.ask(BALANCERS.service, "DescribeLoadBalancerAttributes", { LoadBalancerArn: arn });
          const attributes = own(await asked, "Attributes");
          if (!Array.isArray(attributes)) return undefined;
          return attributes.map((one) => ({ key: own(one, "Key"), value: own(one, "Value") ?? null }));
        },
      },
    ],
  },
];

function balancers(aws: Aws): AsyncGenerator<DirectResource[]> {
  return listed(aws, BALANCERS, { elements: "LoadBalancers", token: TOKEN }, (element) => {
    const arn = textIn(element, "LoadBalancerArn", BALANCERS);
    const name = textIn(element, "LoadBalancerName", BALANCERS);
    return { arn, resourceId: arn, name, configuration: respell(element, { dialect: "lower" }) };
  });
}

/** Listeners are listed per load balancer only. AWS Config spells them like CloudFormation, which matches the API. */
async function* listeners(aws: Aws): AsyncGenerator<DirectResource[]> {
  for await (const page of balancers(aws))
    for (const { arn: LoadBalancerArn } of page)
      yield* listed(aws, LISTENERS, { input: { LoadBalancerArn }, elements: "Listeners", token: TOKEN }, (element) => {
        const arn = textIn(element, "ListenerArn", LISTENERS);
        return { arn, resourceId: arn, configuration: element };
      });
}
