import {
  ElasticLoadBalancingV2Client,
  DescribeListenersCommand,
  DescribeLoadBalancerAttributesCommand,
  DescribeLoadBalancersCommand,
  DescribeTagsCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import type { Commands } from "../command.ts";

export const Client = ElasticLoadBalancingV2Client;

export const commands = {
  DescribeListeners: DescribeListenersCommand,
  DescribeLoadBalancerAttributes: DescribeLoadBalancerAttributesCommand,
  DescribeLoadBalancers: DescribeLoadBalancersCommand,
  DescribeTags: DescribeTagsCommand,
} satisfies Commands;
