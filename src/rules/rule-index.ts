import type { Rule } from "../model/rule.ts";

/** What a list of rules says of each, without what only judging and reports need. */
export type ListedRule = Pick<
  Rule,
  | "id"
  | "title"
  | "severity"
  | "status"
  | "on_by_default"
  | "layer"
  | "responsibility"
  | "resource"
  | "controls"
  | "aliases"
>;

/** The index that lies beside the pack: a list of rules needs no more. */
export function writeIndex(rules: readonly Rule[]): string {
  return JSON.stringify(rules.map(listed));
}

export function readIndex(json: string): ListedRule[] {
  return JSON.parse(json) as ListedRule[];
}

function listed(rule: Rule): ListedRule {
  const { id, title, severity, status, on_by_default: on, layer, responsibility, resource, controls, aliases } = rule;
  const off = on === undefined ? {} : { on_by_default: on };
  return { id, title, severity, status, ...off, layer, responsibility, resource, controls, aliases };
}
