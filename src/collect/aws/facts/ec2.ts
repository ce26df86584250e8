import { own, ownText } from "../../../inventory/json-text.ts";
import type { JsonObject } from "../../../inventory/json-text.ts";
import type { ResourceDocument } from "../../../model/resource.ts";
import type { Aws } from "./aws.ts";
import { foreign } from "./aws.ts";
import { listedBy } from "./by-member.ts";
import type { AccountFact, JoinedFact, ListedResource, ListedType } from "./fact.ts";
import { resourceIdOf } from "./resource-id.ts";

const NEXT = ["NextToken", "NextToken"] as const;

export const EC2_ACCOUNT_FACTS: readonly AccountFact[] = [
  {
    path: "@ec2.ebs_encryption_by_default",
    per: "region",
    read: async (aws) => own(await aws.ask("ec2", "GetEbsEncryptionByDefault"), "EbsEncryptionByDefault"),
  },
  {
    path: "@ec2.instance_metadata_defaults",
    per: "region",
    read: async (aws) => own(await aws.ask("ec2", "GetInstanceMetadataDefaults"), "AccountLevel"),
  },
  {
    path: "@ec2.snapshot_block_public_access_state",
    per: "region",
    read: async (aws) => own(await aws.ask("ec2", "GetSnapshotBlockPublicAccessState"), "State"),
  },
  {
    path: "@ec2.image_block_public_access_state",
    per: "region",
    read: async (aws) => own(await aws.ask("ec2", "GetImageBlockPublicAccessState"), "ImageBlockPublicAccessState"),
  },
];

export const EC2_JOINED_FACTS: readonly JoinedFact[] = [
  { types: ["AWS::EC2::Snapshot"], path: "@sharing", read: sharing },
  { types: ["AWS::EC2::Instance"], path: "@user_data", read: userData },
  { types: ["AWS::EC2::VPNConnection"], path: "@tunnels", read: tunnels },
];

export const EC2_LISTED_TYPES: readonly ListedType[] = [
  {
    type: "AWS::EC2::Snapshot",
    call: "ec2:DescribeSnapshots",
    list: (aws) => owned(aws, "DescribeSnapshots", "Snapshots", "SnapshotId", "snapshot"),
  },
  {
    type: "AWS::EC2::Image",
    call: "ec2:DescribeImages",
    list: (aws) => owned(aws, "DescribeImages", "Images", "ImageId", "image"),
  },
];

const PAGE = 500;

async function* owned(
  aws: Aws,
  operation: string,
  elements: string,
  idKey: string,
  kind: string,
): AsyncGenerator<ListedResource[]> {
  const owner = kind === "image" ? { Owners: ["self"] } : { OwnerIds: ["self"] };
  const listing = { input: { ...owner, MaxResults: PAGE }, elements, token: NEXT };
  for await (const page of aws.pages("ec2", operation, listing)) {
    yield page.map((one) => {
      const id = ownText(one, idKey);
      if (id === undefined) throw foreign("ec2", operation, `an element has no ${idKey}`);
      const { Tags: tags, ...configuration } = one as JsonObject;
      return { id: `arn:${aws.partition}:ec2:${aws.region}::${kind}/${id}`, name: id, tags: tags ?? [], configuration };
    });
  }
}

/** A second listing says which snapshots anybody may restore; the snapshots themselves do not. */
async function sharing(aws: Aws, snapshot: ResourceDocument): Promise<JsonObject> {
  const input = { OwnerIds: ["self"], RestorableByUserIds: ["all"], MaxResults: PAGE };
  const asked = { service: "ec2", operation: "DescribeSnapshots", by: "SnapshotId" } as const;
  const listing = { input, elements: "Snapshots", token: NEXT };
  const shared = await aws.once("public snapshots", () => listedBy(aws, { ...asked, ...listing }));
  return { public: shared.has(resourceIdOf(snapshot)) };
}

/** Only the logging options of each tunnel: next to them is the key that both ends share. */
async function tunnels(aws: Aws, connection: ResourceDocument): Promise<unknown> {
  const asked = { service: "ec2", operation: "DescribeVpnConnections", by: "VpnConnectionId" } as const;
  const byId = await aws.once("VPN connections", () => listedBy(aws, { ...asked, elements: "VpnConnections" }));
  const options = own(own(byId.get(resourceIdOf(connection)), "Options"), "TunnelOptions");
  if (!Array.isArray(options)) return undefined;
  return options.map((one) => ({
    outside_ip_address: own(one, "OutsideIpAddress"),
    logs: own(own(own(one, "LogOptions"), "CloudWatchLogOptions"), "LogEnabled"),
  }));
}

/** Masked before it goes anywhere: only whether it looks like a secret matters, not what it holds. */
async function userData(aws: Aws, instance: ResourceDocument): Promise<string | null> {
  const input = { InstanceId: resourceIdOf(instance), Attribute: "userData" };
  const answer = await aws.ask("ec2", "DescribeInstanceAttribute", input);
  if (ownText(answer, "InstanceId") === undefined)
    throw foreign("ec2", "DescribeInstanceAttribute", "the answer is of no instance");
  const encoded = ownText(own(answer, "UserData"), "Value");
  return encoded === undefined ? null : Buffer.from(encoded, "base64").toString("utf8");
}
