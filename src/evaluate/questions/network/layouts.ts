import { NETWORK_ACL } from "./network-acl.ts";
import { NETWORK_SECURITY_GROUP } from "./nsg.ts";
import type { Layout } from "./rule.ts";
import { SECURITY_GROUP } from "./security-group.ts";

/** Types whose documents hold network rules. A new one is a file here and a line in this table. */
const LAYOUTS: Readonly<Record<string, Layout>> = {
  "AWS::EC2::SecurityGroup": SECURITY_GROUP,
  "AWS::EC2::NetworkAcl": NETWORK_ACL,
  "microsoft.network/networksecuritygroups": NETWORK_SECURITY_GROUP,
};

/** How documents of `type` hold their rules; undefined where the type is none of network rules. */
export function layoutOf(type: string): Layout | undefined {
  return Object.hasOwn(LAYOUTS, type) ? LAYOUTS[type] : undefined;
}

/** What layouts read of resources that they look up. */
export function relatedReads(type: string): readonly string[] {
  return Object.values(LAYOUTS).flatMap(({ related }) => (Object.hasOwn(related, type) ? related[type]! : []));
}
