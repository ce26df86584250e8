import { escapeXml, xmlAnswer } from "./answer.ts";
import type { Answer } from "./answer.ts";

/** A region as one account sees it. */
export interface LoopbackRegion {
  readonly name: string;
  /** Default: it is open to every account. */
  readonly optIn?: "opted-in" | "not-opted-in" | "opt-in-not-required";
}

/** The regions that are open to every account, and two that are not. */
export const USUAL_REGIONS: readonly LoopbackRegion[] = [
  ...`ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-southeast-1 ap-southeast-2 ca-central-1 eu-central-1
  eu-north-1 eu-west-1 eu-west-2 eu-west-3 sa-east-1 us-east-1 us-east-2 us-west-1 us-west-2`
    .split(/\s+/)
    .map((name) => ({ name })),
  { name: "ap-east-1", optIn: "not-opted-in" },
  { name: "me-south-1", optIn: "not-opted-in" },
];

/** DescribeRegions, in the query protocol of EC2. */
export function answerRegions(
  regions: readonly LoopbackRegion[],
  { AllRegions }: Readonly<Record<string, unknown>>,
): Answer {
  const shown = AllRegions === "true" ? regions : regions.filter(({ optIn }) => optIn !== "not-opted-in");
  const items = shown.map(
    ({ name, optIn = "opt-in-not-required" }) =>
      `<item><regionName>${escapeXml(name)}</regionName><regionEndpoint>ec2.${escapeXml(name)}.amazonaws.com</regionEndpoint><optInStatus>${optIn}</optInStatus></item>`,
  );
  return xmlAnswer(
    `<DescribeRegionsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>loopback</requestId><regionInfo>${items.join("")}</regionInfo></DescribeRegionsResponse>`,
  );
}
