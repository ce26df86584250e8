import { isObject, own, ownText } from "../../../inventory/json-text.ts";
import { toInstant } from "../../../inventory/instant.ts";
import type { SnapshotEntry } from "../../../model/resource.ts";
import type { Testimony, WitnessOutcome } from "../../../model/witness.ts";
import { merge } from "../../merge.ts";
import { because, blindSpot } from "../config/blind-spot.ts";
import type { Entries } from "../config/reading.ts";
import type { Aws } from "../facts/aws.ts";
import { Refused } from "../facts/aws.ts";
import { WITNESS_CALLS } from "../own-calls.ts";

/** How many regions are asked at once. */
const AT_ONCE = 4;
const PAGE = 100;

/** By AWS Config's verdict. A resource that is not applicable to a rule, or not evaluated yet, has no verdict. */
const OUTCOMES: Readonly<Record<string, WitnessOutcome>> = { COMPLIANT: "pass", NON_COMPLIANT: "fail" };

/**
 * Collects the verdicts of the managed rules that the customer runs in these regions of one account. `checks`: their
 * identifiers in lower case; no other rules are asked for. A refusal hides nothing from our own rules, but is reported.
 */
export function collectTestimonies(regions: readonly Aws[], checks: ReadonlySet<string>): AsyncGenerator<Entries> {
  return merge(
    regions.map((aws) => inRegion(aws, checks)),
    AT_ONCE,
  );
}

async function* inRegion(aws: Aws, checks: ReadonlySet<string>): AsyncGenerator<Entries> {
  const { account, region } = aws;
  try {
    const rules = await aws.list("config", WITNESS_CALLS.rules, {
      elements: "ConfigRules",
      token: ["NextToken", "NextToken"],
    });
    for (const rule of rules) {
      const check = ownText(own(rule, "Source"), "SourceIdentifier");
      const name = ownText(rule, "ConfigRuleName");
      if (ownText(own(rule, "Source"), "Owner") !== "AWS" || check === undefined || name === undefined) continue;
      if (checks.has(check.toLowerCase())) yield* verdictsOf({ check, name }, aws);
    }
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const cause = because(`not all that managed rules in ${region} say was read`, error.failure);
    yield [{ blind_spot: blindSpot({ account, region, types: [] }, cause) }];
  }
}

async function* verdictsOf(
  { check, name }: { readonly check: string; readonly name: string },
  aws: Aws,
): AsyncGenerator<Entries> {
  const listing = {
    input: { ConfigRuleName: name, ComplianceTypes: Object.keys(OUTCOMES), Limit: PAGE },
    elements: "EvaluationResults",
    token: ["NextToken", "NextToken"],
  } as const;
  for await (const page of aws.pages("config", WITNESS_CALLS.verdicts, listing))
    yield page.flatMap((result) => entryOf(result, check, aws) ?? []);
}

function entryOf(result: unknown, check: string, { account, region }: Aws): SnapshotEntry | undefined {
  if (!isObject(result)) return undefined;
  const subject = own(own(result, "EvaluationResultIdentifier"), "EvaluationResultQualifier");
  const resource = ownText(subject, "ResourceId");
  const says = ownText(result, "ComplianceType");
  if (resource === undefined || says === undefined || !Object.hasOwn(OUTCOMES, says)) return undefined;
  const at = toInstant(own(result, "ResultRecordedTime"));
  const testimony: Testimony = {
    provider: "aws",
    account,
    region,
    resource,
    check,
    source: `AWS Config rule ${check}`,
    says,
    outcome: OUTCOMES[says]!,
    ...(at === undefined ? {} : { at }),
  };
  return { testimony };
}
