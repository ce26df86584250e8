import { own } from "../../../inventory/json-text.ts";
import type { Aws } from "../facts/aws.ts";
import { foreign } from "../facts/aws.ts";
import { actionOf } from "../service.ts";
import type { Call } from "../service.ts";
import type { DirectResource, DirectType } from "./direct-type.ts";
import { objectOf, textIn } from "./listing.ts";
import { respell } from "./spelling.ts";
import { TRAIL_TAGS } from "./tags.ts";

const TRAILS: Call = { service: "cloudtrail", operation: "DescribeTrails" };

export const CLOUDTRAIL_TYPES: readonly DirectType[] = [
  { type: "AWS::CloudTrail::Trail", call: actionOf(TRAILS), list: trails, parts: [TRAIL_TAGS] },
];

/**
 * Lists the trails whose home is this region: a multi-region trail shows up in each of its regions, and an organization
 * trail in each of its accounts. (API reference of DescribeTrails as in SDK 3.1137.0: without shadow trails, an account
 * would not see the organization's trail.)
 */
async function* trails(aws: Aws): AsyncGenerator<DirectResource[]> {
  const answer = await aws.ask(TRAILS.service, TRAILS.operation, { includeShadowTrails: true });
  const list = own(answer, "trailList");
  if (!Array.isArray(list)) throw foreign(TRAILS.service, TRAILS.operation, 'the answer has no list "trailList"');
  yield list
    .filter((trail) => textIn(trail, "HomeRegion", TRAILS) === aws.region)
    .map((trail) => {
      const name = textIn(trail, "Name", TRAILS);
      const configuration = respell(objectOf(trail, TRAILS), { dialect: "lower" });
      return { arn: textIn(trail, "TrailARN", TRAILS), resourceId: name, name, configuration };
    });
}
