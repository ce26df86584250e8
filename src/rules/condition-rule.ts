import type { Rule, SharedCondition } from "../model/rule.ts";

/**
 * A rule that asks only a shared condition, so that the condition's examples can be judged like those of any rule. It
 * is never part of a library. Its layer is the service configuration, which is the customer's in every service model.
 */
export function conditionRule({ name, resource, condition }: SharedCondition, provider: string, file: string): Rule {
  return {
    id: `${provider}-condition-${name}`,
    title: name,
    failure_title: `not ${name}`,
    status: "experimental",
    severity: "info",
    layer: "service-config",
    responsibility: "customer",
    resource,
    question: name,
    expect: condition,
    why: "a shared condition",
    controls: {},
    references: [],
    aliases: [],
    file,
  };
}
