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
 * A trail of many regions answers in each of them, and one of the organization in each of its accounts: it is read
 * where its home is. (API reference of DescribeTrails as SDK 3.1137.0 has it: without shadows, an account would not
 * be told of the organization's trail.)
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
