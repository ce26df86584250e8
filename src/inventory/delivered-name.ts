import { toInstant } from "./instant.ts";

/** What the name of a file that AWS Config delivers to S3 tells. */
export interface DeliveredName {
  readonly kind: "snapshot" | "history";
  readonly account: string;
  readonly region: string;
  /** ISO 8601 UTC. A snapshot confirms everything in it as of that time. */
  readonly at: string | undefined;
}

/**
 * `ACCOUNT_Config_REGION_ConfigSnapshot_20261121T101500Z_UUID.json.gz`, and likewise `…_ConfigHistory_TYPE_…`:
 * https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html and real names, read 2026-11-21.
 */
const NAME =
  /(?:^|[\\/])(\d{12})_Config_([a-z]{2}(?:-[a-z]+)+-\d+)_Config(Snapshot|History)_(?:AWS::[\w:]+_)?(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z_/;

/** Undefined for any other name. */
export function parseDeliveredName(path: string): DeliveredName | undefined {
  const match = NAME.exec(path);
  if (match === null) return undefined;
  const [, account, region, kind, year, month, day, hour, minute, second] = match;
  return {
    kind: kind === "Snapshot" ? "snapshot" : "history",
    account: account!,
    region: region!,
    at: toInstant(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`),
  };
}
