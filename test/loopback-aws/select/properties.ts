/** What `SELECT *` shows: scalars only, never `configuration`. */
export const SCALARS = [
  "version",
  "accountId",
  "configurationItemCaptureTime",
  "configurationItemStatus",
  "configurationStateId",
  "arn",
  "resourceType",
  "resourceId",
  "resourceName",
  "awsRegion",
  "availabilityZone",
  "resourceCreationTime",
] as const;

const PROPERTIES = new Set<string>([
  ...SCALARS,
  "configuration",
  "supplementaryConfiguration",
  "tags",
  "relationships",
]);

/** Case counts: `resourcetype` is no property. Below the first step any path is one. */
export function isProperty(path: string): boolean {
  return PROPERTIES.has(path.split(".")[0]!) && !path.endsWith(".");
}
