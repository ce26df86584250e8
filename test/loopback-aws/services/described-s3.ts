import type { ResourceDocument } from "../../../src/model/resource.ts";
import { ServiceError } from "../answer.ts";
import { onWire, upper } from "./on-wire.ts";
import { denied, find, policyText } from "./service.ts";
import type { FactPlace, Handler, Input, Route } from "./service.ts";

type Facts = Readonly<Record<string, unknown>>;

const BUCKET = "AWS::S3::Bucket";
const IN_BUCKET = /^\/(?<Bucket>[^/]*)\/?$/;

/** S3 tells its operations apart by what stands behind the path. */
export const S3_ROUTES: readonly Route[] = [
  { operation: "ListBuckets", method: "GET", path: /^\/$/, query: "bucket-region" },
  { operation: "GetBucketAcl", method: "GET", path: IN_BUCKET, query: "acl" },
  { operation: "GetBucketEncryption", method: "GET", path: IN_BUCKET, query: "encryption" },
  { operation: "GetBucketLifecycleConfiguration", method: "GET", path: IN_BUCKET, query: "lifecycle" },
  { operation: "GetBucketLogging", method: "GET", path: IN_BUCKET, query: "logging" },
  { operation: "GetBucketPolicy", method: "GET", path: IN_BUCKET, query: "policy" },
  { operation: "GetBucketPublicAccessBlock", method: "GET", path: IN_BUCKET, query: "publicAccessBlock" },
  { operation: "GetBucketTagging", method: "GET", path: IN_BUCKET, query: "tagging" },
  { operation: "GetBucketVersioning", method: "GET", path: IN_BUCKET, query: "versioning" },
];

export const S3_DESCRIBED: Readonly<Record<string, Handler>> = {
  ListBuckets: (place, { "bucket-region": region }) => ({
    ListAllMyBucketsResult: {
      Buckets: {
        Bucket: place
          .of(BUCKET)
          .filter((one) => one.region === region)
          .map(({ name, ...one }) => ({
            Name: name,
            CreationDate: (one["configuration"] as Facts)["creationDate"],
            BucketRegion: one.region,
          })),
      },
    },
  }),
  GetBucketAcl: (place, input) => {
    const { grantList, owner } = part(place, input, "AccessControlList") as {
      grantList: { grantee: { id?: string; group?: string }; permission: string }[];
      owner?: { id: string };
    };
    return {
      AccessControlPolicy: {
        Owner: { ID: owner?.id },
        AccessControlList: {
          Grant: grantList.map(({ grantee, permission }) => ({
            Grantee: grantee.group === undefined ? { ID: grantee.id } : { URI: uriOf(grantee.group) },
            Permission: permission.replaceAll(/\B[A-Z]/g, (letter) => `_${letter}`).toUpperCase(),
          })),
        },
      },
    };
  },
  GetBucketEncryption: (place, input) => {
    const found = part(
      place,
      input,
      "ServerSideEncryptionConfiguration",
      "ServerSideEncryptionConfigurationNotFoundError",
    );
    const rules = found["rules"] as { applyServerSideEncryptionByDefault: Facts; bucketKeyEnabled: boolean }[];
    return {
      ServerSideEncryptionConfiguration: {
        Rule: rules.map(({ applyServerSideEncryptionByDefault: standard, bucketKeyEnabled }) => ({
          ApplyServerSideEncryptionByDefault: {
            SSEAlgorithm: standard["sseAlgorithm"],
            KMSMasterKeyID: standard["kmsMasterKeyID"],
          },
          BucketKeyEnabled: bucketKeyEnabled,
        })),
      },
    };
  },
  GetBucketLifecycleConfiguration: (place, input) => {
    const found = part(place, input, "BucketLifecycleConfiguration", "NoSuchLifecycleConfiguration");
    return {
      LifecycleConfiguration: {
        Rule: ((found["rules"] ?? []) as Facts[]).map(({ id, status, expirationInDays }) => ({
          ID: id,
          Status: status,
          Expiration: { Days: expirationInDays },
        })),
      },
    };
  },
  GetBucketLogging: (place, input) => {
    const { destinationBucketName, logFilePrefix } = part(place, input, "BucketLoggingConfiguration");
    if (typeof destinationBucketName !== "string") return { BucketLoggingStatus: "" };
    const LoggingEnabled = { TargetBucket: destinationBucketName, TargetPrefix: logFilePrefix };
    return { BucketLoggingStatus: { LoggingEnabled } };
  },
  GetBucketPolicy: (place, input) => {
    const text = policyText(part(place, input, "BucketPolicy")["policyText"]);
    if (text === undefined) throw new ServiceError("NoSuchBucketPolicy", "The bucket policy does not exist", 404);
    return text;
  },
  GetBucketPublicAccessBlock: (place, input) => ({
    PublicAccessBlockConfiguration: onWire(
      part(place, input, "PublicAccessBlockConfiguration", "NoSuchPublicAccessBlockConfiguration"),
      { spell: upper },
    ),
  }),
  GetBucketVersioning: (place, input) => {
    const { status, isMfaDeleteEnabled } = part(place, input, "BucketVersioningConfiguration");
    const MfaDelete = typeof isMfaDeleteEnabled === "boolean" ? (isMfaDeleteEnabled ? "Enabled" : "Disabled") : null;
    return { VersioningConfiguration: { Status: status === "Off" ? null : status, MfaDelete } };
  },
};

/** A part of a bucket. `none`: how S3 says that there is none. What the document does not tell is refused. */
function part(place: FactPlace, { Bucket }: Input, key: string, none?: string): Facts {
  const bucket: ResourceDocument | undefined = find(place, BUCKET, Bucket);
  const parts = bucket?.["supplementaryConfiguration"] as Facts | undefined;
  if (parts !== undefined && none !== undefined && (parts[key] ?? null) === null)
    throw new ServiceError(none, `${String(Bucket)} has no ${key}`, 404);
  if (parts === undefined || !Object.hasOwn(parts, key)) throw denied(`${key} of ${String(Bucket)}`);
  return parts[key] as Facts;
}

function uriOf(group: string): string {
  return `http://acs.amazonaws.com/groups/${group === "LogDelivery" ? "s3" : "global"}/${group}`;
}
