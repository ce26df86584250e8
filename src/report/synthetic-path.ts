import type { EvaluatedResource } from "../model/run.ts";

const LONGEST_SEGMENT = 200;

/**
 * Where a resource would lie if the estate were a tree of files: `cloud/aws/111122223333/eu-west-1/AWS.S3.Bucket/logs`.
 * Relative, without a scheme, each part percent-encoded; code scanning takes nothing else.
 */
export function syntheticPath({ provider, account, region, type, name, id }: EvaluatedResource): string {
  const parts = ["cloud", provider, account, region, type.replaceAll(/(?:::|\/)+/g, "."), name || id || "not-read"];
  return parts.map(encodeSegment).join("/");
}

/** Also the letters that some readers of URIs stumble over, and the segments that mean another folder. */
function encodeSegment(text: string): string {
  const whole = text
    .replaceAll(/\p{Cs}/gu, "\ufffd")
    .slice(0, LONGEST_SEGMENT)
    .replaceAll(/\p{Cs}/gu, "");
  const encoded = encodeURIComponent(whole).replaceAll(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return /^\.{1,2}$/.test(encoded) || encoded === "" ? encoded.replaceAll(".", "%2E") || "_" : encoded;
}
