import { joinedFact } from "./service.ts";
import type { LoopbackService } from "./service.ts";
import type { Facts } from "./service-facts.ts";

export const WAF: LoopbackService = {
  protocol: "json",
  operations: {
    GetWebACLForResource: (place, { ResourceArn }) => {
      const acl = joinedFact(place, "AWS::ElasticLoadBalancingV2::LoadBalancer", ResourceArn, "@web_acl");
      return acl === null ? {} : { WebACL: acl };
    },
    GetLoggingConfiguration: (place, { ResourceArn }) => ({
      LoggingConfiguration: {
        ResourceArn,
        ...(joinedFact(place, "AWS::WAFv2::WebACL", ResourceArn, "@logging", [
          "WAFNonexistentItemException",
          400,
        ]) as Facts),
      },
    }),
    GetWebACL: (place, { Name, Id }) => {
      const acl = place.of("AWS::WAFv2::WebACL").find(({ id }) => id.endsWith(`/${String(Name)}/${String(Id)}`));
      return { WebACL: { Name, Id, Rules: joinedFact(place, "AWS::WAFv2::WebACL", acl?.id, "@rules") } };
    },
  },
};

export const NETWORK_FIREWALL: LoopbackService = {
  protocol: "json",
  operations: {
    DescribeLoggingConfiguration: (place, { FirewallArn }) => ({
      FirewallArn,
      LoggingConfiguration: joinedFact(place, "AWS::NetworkFirewall::Firewall", FirewallArn, "@logging"),
    }),
  },
};

export const ROUTE53: LoopbackService = {
  protocol: "rest-xml",
  routes: [{ operation: "ListQueryLoggingConfigs", method: "GET", path: /^\/2013-04-01\/queryloggingconfig$/ }],
  operations: {
    ListQueryLoggingConfigs: (place, { hostedzoneid }) => ({
      ListQueryLoggingConfigsResponse: {
        QueryLoggingConfigs: {
          QueryLoggingConfig: joinedFact(place, "AWS::Route53::HostedZone", hostedzoneid, "@query_logging"),
        },
      },
    }),
  },
};
