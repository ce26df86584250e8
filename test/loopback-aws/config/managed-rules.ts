import { ServiceError } from "../answer.ts";
import type { ConfigOperation } from "./operation.ts";
import type { Pager } from "./pages.ts";

/** A rule of AWS Config, in every account and region, and what it says of single things. */
export interface LoopbackRule {
  readonly name: string;
  /** Of a rule that AWS keeps; missing: it is the customer's own. */
  readonly identifier?: string;
  readonly verdicts: readonly { readonly region: string; readonly id: string; readonly says: string }[];
}

/** 2026-11-20T05:00:00Z, in seconds. */
const LOOKED = 1795150800;

export function describeConfigRules(pages: Pager, rules: readonly LoopbackRule[]): ConfigOperation {
  return (request) => {
    const all = rules.map(({ name, identifier }) => ({
      ConfigRuleName: name,
      Source:
        identifier === undefined
          ? { Owner: "CUSTOM_LAMBDA", SourceIdentifier: "arn:aws:lambda:eu-west-1:111122223333:function:own" }
          : { Owner: "AWS", SourceIdentifier: identifier },
      ConfigRuleState: "ACTIVE",
    }));
    const token = request.input["NextToken"];
    const page = pages(request, { name: "rules", elements: all, limit: 25, token });
    return { ConfigRules: page.elements, NextToken: page.nextToken };
  };
}

export function getComplianceDetails(pages: Pager, rules: readonly LoopbackRule[]): ConfigOperation {
  return (request) => {
    const { ConfigRuleName: name, ComplianceTypes: asked } = request.input;
    const rule = rules.find((one) => one.name === name);
    if (!rule) throw new ServiceError("NoSuchConfigRuleException", "there is no such rule");
    const here = rule.verdicts.filter(
      ({ region, says }) => region === request.place.region && (asked as string[]).includes(says),
    );
    const all = here.map(({ id, says }) => ({
      EvaluationResultIdentifier: { EvaluationResultQualifier: { ConfigRuleName: name, ResourceId: id } },
      ComplianceType: says,
      ResultRecordedTime: LOOKED,
    }));
    // Small pages, so that a few verdicts have a next one.
    const page = pages(request, { name: rule.name, elements: all, limit: 2, token: request.input["NextToken"] });
    return { EvaluationResults: page.elements, NextToken: page.nextToken };
  };
}
