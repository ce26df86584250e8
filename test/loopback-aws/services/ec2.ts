import type { ResourceDocument } from "../../../src/model/resource.ts";
import { accountFact, denied, joinedFact } from "./service.ts";
import { EC2_DESCRIBED } from "./described-ec2.ts";
import type { FactPlace, Input, LoopbackService } from "./service.ts";

export const EC2: LoopbackService = {
  protocol: "ec2",
  operations: {
    ...EC2_DESCRIBED,
    GetEbsEncryptionByDefault: (place) => ({
      ebsEncryptionByDefault: accountFact(place, "@ec2.ebs_encryption_by_default"),
    }),
    GetSnapshotBlockPublicAccessState: (place) => ({
      state: accountFact(place, "@ec2.snapshot_block_public_access_state"),
    }),
    GetImageBlockPublicAccessState: (place) => ({
      imageBlockPublicAccessState: accountFact(place, "@ec2.image_block_public_access_state"),
    }),
    GetInstanceMetadataDefaults: (place) => {
      const defaults = accountFact(place, "@ec2.instance_metadata_defaults") as object;
      const members = Object.entries(defaults).map(([key, value]) => [
        key.charAt(0).toLowerCase() + key.slice(1),
        value,
      ]);
      return { accountLevel: Object.fromEntries(members) };
    },
    DescribeSnapshots: (place, input) => ({ snapshotSet: { item: snapshots(place, input).map(onWire) } }),
    DescribeImages: (place) => ({ imagesSet: { item: place.of("AWS::EC2::Image").map(onWire) } }),
    DescribeVpnConnections: (place) => ({
      vpnConnectionSet: {
        item: place.of("AWS::EC2::VPNConnection").map(({ id }) => ({
          vpnConnectionId: id.split("/").at(-1),
          options: { tunnelOptionSet: { item: tunnels(place, id) } },
        })),
      },
    }),
    DescribeInstanceAttribute: (place, { InstanceId }) => {
      const data = joinedFact(place, "AWS::EC2::Instance", InstanceId, "@user_data");
      return {
        instanceId: InstanceId,
        userData: data === null ? {} : { value: Buffer.from(String(data)).toString("base64") },
      };
    },
  },
};

function tunnels(place: FactPlace, id: string): unknown {
  const facts = joinedFact(place, "AWS::EC2::VPNConnection", id, "@tunnels") as Readonly<Record<string, unknown>>[];
  return facts.map(({ outside_ip_address: outsideIpAddress, logs: logEnabled }) => ({
    outsideIpAddress,
    preSharedKey: "drawbridge",
    logOptions: { cloudWatchLogOptions: { logEnabled } },
  }));
}

function snapshots(place: FactPlace, input: Input): readonly ResourceDocument[] {
  const all = place.of("AWS::EC2::Snapshot");
  if (!Object.keys(input).some((key) => key.startsWith("RestorableBy"))) return all;
  if (all.some((one) => one["@sharing"] === undefined)) throw denied("who may restore snapshots");
  return all.filter((one) => (one["@sharing"] as { public: boolean }).public);
}

const NAMES: Readonly<Record<string, string>> = {
  BlockDeviceMappings: "blockDeviceMapping",
  OwnerId: "imageOwnerId",
  Public: "isPublic",
  State: "status",
  Tags: "tagSet",
};

/** Small letters first, lists as items. Some members have another name on the wire than in the API. */
function onWire(document: ResourceDocument): unknown {
  const tags = Object.entries(document.tags ?? {}).map(([Key, Value]) => ({ Key, Value }));
  const isImage = document.type === "AWS::EC2::Image";
  const rename = (key: string): string => {
    if (isImage && key === "State") return "imageState";
    if (!isImage && key === "OwnerId") return "ownerId";
    return NAMES[key] ?? `${key.charAt(0).toLowerCase()}${key.slice(1)}`;
  };
  const convert = (value: unknown): unknown => {
    if (Array.isArray(value)) return { item: value.map(convert) };
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [rename(key), convert(one)]));
  };
  return convert({ ...(document["configuration"] as object), Tags: tags });
}
