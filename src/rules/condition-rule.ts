import type { Rule, SharedCondition } from "../model/rule.ts";

/**
 * A rule that asks a shared condition and nothing else, so that the examples of the condition can be judged like those of
 * any rule. It is never part of a library. Settings are its layer: they are the customer's in every service model.
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
