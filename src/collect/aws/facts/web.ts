import { isObject, own, ownText } from "../../../inventory/json-text.ts";
import type { JsonObject } from "../../../inventory/json-text.ts";
import type { ResourceDocument } from "../../../model/resource.ts";
import { homeRegion } from "../config/global-types.ts";
import type { Aws } from "./aws.ts";
import { noneOn } from "./aws.ts";
import type { JoinedFact } from "./fact.ts";
import { pick } from "./fact.ts";
import { resourceIdOf } from "./resource-id.ts";

const REST_API = ["AWS::ApiGateway::RestApi"];
const WEB_ACL = ["AWS::WAFv2::WebACL"];

export const WEB_FACTS: readonly JoinedFact[] = [
  { types: REST_API, path: "@authorizers", read: authorizers },
  { types: REST_API, path: "@methods", read: methods },
  { types: ["AWS::ApiGatewayV2::Api"], path: "@routes", read: routes },
  {
    types: ["AWS::ElasticLoadBalancingV2::LoadBalancer"],
    path: "@web_acl",
    // The only load balancers that WAF supports.
    appliesTo: ({ configuration }) => ownText(configuration, "type") === "application",
    read: async (aws, { id }) => {
      const answer = await aws.ask("wafv2", "GetWebACLForResource", { ResourceArn: id });
      return pick(own(answer, "WebACL"), ["ARN", "Id", "Name"]) ?? null;
    },
  },
  { types: WEB_ACL, path: "@logging", read: webAclLogging },
  { types: WEB_ACL, path: "@rules", read: webAclRules },
  { types: ["AWS::NetworkFirewall::Firewall"], path: "@logging", read: firewallLogging },
  { types: ["AWS::CloudFront::Distribution"], path: "@log_deliveries", read: logDeliveries },
  { types: ["AWS::CloudFront::Distribution"], path: "@origin_access", read: originAccess },
  { types: ["AWS::Route53::HostedZone"], path: "@query_logging", read: queryLogging },
];

const POSITION = ["position", "position"] as const;

async function authorizers(aws: Aws, api: ResourceDocument): Promise<unknown> {
  const input = { restApiId: resourceIdOf(api), limit: 500 };
  const listing = { input, elements: "items", token: POSITION, mayLack: true } as const;
  const all = await aws.list("api-gateway", "GetAuthorizers", listing);
  return all.map((one) => pick(one, ["id", "name", "providerARNs", "type"]));
}

async function methods(aws: Aws, api: ResourceDocument): Promise<JsonObject[]> {
  const input = { restApiId: resourceIdOf(api), embed: ["methods"], limit: 500 };
  const resources = await aws.list("api-gateway", "GetResources", { input, elements: "items", token: POSITION });
  return resources.flatMap((resource) => {
    const found = own(resource, "resourceMethods");
    return Object.entries(isObject(found) ? found : {}).map(([method, settings]) => ({
      path: own(resource, "path"),
      http_method: method,
      authorization_type: own(settings, "authorizationType"),
      authorizer_id: own(settings, "authorizerId") ?? null,
      api_key_required: own(settings, "apiKeyRequired"),
    }));
  });
}

async function routes(aws: Aws, api: ResourceDocument): Promise<unknown> {
  const input = { ApiId: ownText(api["configuration"], "apiId") ?? resourceIdOf(api) };
  const listing = { input, elements: "Items", token: ["NextToken", "NextToken"] as const };
  const all = await aws.list("api-gateway-v2", "GetRoutes", listing);
  return all.map((one) => pick(one, ["ApiKeyRequired", "AuthorizationType", "AuthorizerId", "RouteId", "RouteKey"]));
}

async function webAclLogging(aws: Aws, { id }: ResourceDocument): Promise<unknown> {
  const asked = aws.at(regionOf(id)).ask("wafv2", "GetLoggingConfiguration", { ResourceArn: id });
  const answer = await noneOn(["WAFNonexistentItemException"], asked);
  return answer && pick(own(answer, "LoggingConfiguration"), ["LogDestinationConfigs", "ManagedByFirewallManager"]);
}

/** Firewall Manager's groups come before and after the account's rules (guide to its WAF policies, read 2026-11-22). */
const [FIRST, OWN, LAST] = ["PreProcessFirewallManagerRuleGroups", "Rules", "PostProcessFirewallManagerRuleGroups"];

/** `arn:aws:wafv2:REGION:ACCOUNT:SCOPE/webacl/NAME/ID`; the scope is `regional` or `global`. */
async function webAclRules(aws: Aws, { id }: ResourceDocument): Promise<unknown> {
  const [scope, , Name, Id] = id.slice(id.lastIndexOf(":") + 1).split("/");
  const input = { Name, Id, Scope: scope === "global" ? "CLOUDFRONT" : "REGIONAL" };
  const acl = own(await aws.at(regionOf(id)).ask("wafv2", "GetWebACL", input), "WebACL");
  if (!Array.isArray(own(acl, OWN))) return undefined;
  const rules = [FIRST, OWN, LAST].flatMap((key) => own(acl, key) ?? []);
  return rules.map((rule) => pick(rule, ["Action", "Name", "OverrideAction", "Priority"]));
}

function regionOf(arn: string): string {
  return arn.split(":")[3]!;
}

async function firewallLogging(aws: Aws, { id }: ResourceDocument): Promise<unknown> {
  const answer = await aws.ask("network-firewall", "DescribeLoggingConfiguration", { FirewallArn: id });
  if (ownText(answer, "FirewallArn") === undefined) return undefined;
  return pick(own(answer, "LoggingConfiguration"), ["LogDestinationConfigs"]) ?? null;
}

const NEXT = ["nextToken", "nextToken"] as const;

/** The control with which CloudFront signs its requests to each origin: "" for none. */
async function originAccess(aws: Aws, distribution: ResourceDocument): Promise<JsonObject[] | undefined> {
  const answer = await aws.ask("cloudfront", "GetDistribution", { Id: resourceIdOf(distribution) });
  const origins = own(own(own(own(answer, "Distribution"), "DistributionConfig"), "Origins"), "Items");
  if (!Array.isArray(origins)) return undefined;
  return origins.map((origin) => pick(origin, ["Id", "OriginAccessControlId"]) ?? {});
}

/** CloudFront keeps all deliveries in its home region: CloudFront developer guide, standard logging (inferred). */
async function logDeliveries(aws: Aws, { id, type }: ResourceDocument): Promise<JsonObject[]> {
  const home = aws.at(homeRegion(type, aws.region) ?? aws.region);
  const [sources, deliveries] = await home.once("log deliveries", () =>
    Promise.all([
      home.list("logs", "DescribeDeliverySources", { elements: "deliverySources", token: NEXT }),
      home.list("logs", "DescribeDeliveries", { elements: "deliveries", token: NEXT }),
    ]),
  );
  const ours = sources.filter((source) => {
    const arns = own(source, "resourceArns");
    return Array.isArray(arns) && arns.includes(id);
  });
  return ours.flatMap((source) =>
    deliveries
      .filter((delivery) => own(delivery, "deliverySourceName") === own(source, "name"))
      .map((delivery) => ({
        destination_arn: own(delivery, "deliveryDestinationArn"),
        destination_type: own(delivery, "deliveryDestinationType"),
        log_type: own(source, "logType"),
      })),
  );
}

async function queryLogging(aws: Aws, zone: ResourceDocument): Promise<unknown> {
  const HostedZoneId = resourceIdOf(zone).replace(/^.*\//, "");
  const listing = {
    input: { HostedZoneId },
    elements: "QueryLoggingConfigs",
    token: ["NextToken", "NextToken"] as const,
  };
  return aws.list("route53", "ListQueryLoggingConfigs", listing);
}
