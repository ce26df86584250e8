import { isObject } from "./json-text.ts";
import type { JsonObject } from "./json-text.ts";
import { mapElements, mapMembers } from "./map-members.ts";

/**
 * Places where a row of a SELECT writes `{value: x}` and every other shape writes `x`: seen in recorded replies
 * (availability zones of a cluster) and stated by the published schemas of the types (read 2026-11-21). Elsewhere
 * `{value}` is the cloud's own and is kept.
 */
const WRAPPED: Readonly<Record<string, readonly string[]>> = {
  "AWS::EC2::Subnet": ["state"],
  "AWS::EC2::VPC": ["state"],
  "AWS::ElasticLoadBalancing::LoadBalancer": ["securityGroups"],
  "AWS::RDS::DBCluster": ["availabilityZones"],
};

/** The configuration of a type with the values that SELECT wraps unwrapped. */
export function unwrapSelected(type: string, configuration: unknown): unknown {
  const keys = Object.hasOwn(WRAPPED, type) ? WRAPPED[type]! : [];
  if (keys.length === 0 || !isObject(configuration)) return configuration;
  return mapMembers(configuration, (member, key) => {
    if (!keys.includes(key)) return member;
    return Array.isArray(member) ? mapElements(member, unwrap) : unwrap(member);
  });
}

function unwrap(value: unknown): unknown {
  return isWrapper(value) ? value["value"] : value;
}

function isWrapper(value: unknown): value is JsonObject {
  return isObject(value) && Object.keys(value).length === 1 && Object.hasOwn(value, "value");
}
