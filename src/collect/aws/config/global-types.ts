/**
 * Where AWS Config records resources that have no region. Sources, read 2026-11-21: the API reference of RecordingGroup
 * and RecordingStrategy in @aws-sdk/client-config-service 3.1124.0; the AWS CloudFormation page of
 * AWS::Config::ConfigurationRecorder RecordingGroup.
 */

/** Recorded in every region whose recorder is configured to, with the same content. */
const GLOBALLY_RECORDED = new Set(["AWS::IAM::Group", "AWS::IAM::Policy", "AWS::IAM::Role", "AWS::IAM::User"]);

/** Regions AWS Config reached after February 2022, where it cannot record the types above; also those opened since. */
const LATE_REGIONS = new Set([
  "ap-east-2",
  "ap-south-2",
  "ap-southeast-4",
  "ap-southeast-5",
  "ap-southeast-6",
  "ap-southeast-7",
  "ca-west-1",
  "eu-central-2",
  "eu-south-2",
  "il-central-1",
  "me-central-1",
  "mx-central-1",
]);

/**
 * Types recorded in one home region only. This is documented for Route 53 and assumed for the others, which errs on the
 * side of a blind spot: an empty answer from elsewhere never counts as "there is none".
 */
const HOME_REGION = new Map([["AWS::S3::MultiRegionAccessPoint", "us-west-2"]]);
const USUAL_HOME = "us-east-1";

/** Recorded by each region independently although the resource has no region. */
const RECORDED_ANYWHERE = new Set(["AWS::S3::AccountPublicAccessBlock"]);

/** Whether `includeGlobalResourceTypes` applies to the type. */
export function isGloballyRecorded(type: string): boolean {
  return GLOBALLY_RECORDED.has(type);
}

export function canRecord(type: string, region: string): boolean {
  return !GLOBALLY_RECORDED.has(type) || !LATE_REGIONS.has(region);
}

/** The one region in the partition of `region` that records resources of the type; undefined if any will do. */
export function homeRegion(type: string, region: string): string | undefined {
  if (GLOBALLY_RECORDED.has(type) || RECORDED_ANYWHERE.has(type)) return undefined;
  if (region.startsWith("us-gov-")) return "us-gov-west-1";
  if (region.startsWith("cn-")) return "cn-northwest-1";
  return HOME_REGION.get(type) ?? USUAL_HOME;
}
