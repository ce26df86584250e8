import type { Evaluation } from "../../../src/model/run.ts";
import type { Trial, Tried } from "./trials.ts";
import type { Tampering } from "./world.ts";

const GREEN = ["pass", "inherited", "not_applicable"];

/** What is wrong with what came of it, in words. */
export function wrongs({ before, after }: Tried, { call, what }: Pick<Trial, "call" | "what">): string[] {
  // Without a result there is nothing green.
  if (after === undefined || isLeftOut({ call, what })) return [];
  const now = new Map(after.map((one) => [pairOf(one), one]));
  return before.flatMap((one) => {
    const then = now.get(pairOf(one));
    if (then === undefined) return isLost(one.rule_id, before, after) ? [`${pairOf(one)}: ${one.outcome} is gone`] : [];
    const isExcused = one.outcome === "fail" && GREEN.includes(then.outcome);
    return isExcused && !isByRule(one, then, what) ? [`${pairOf(one)}: fail became ${then.outcome}`] : [];
  });
}

/** Keys that the source leaves out where there is nothing, and whose absence leaves no fact of its own behind. */
const LEFT_OUT: readonly { readonly call: string; readonly key: string }[] = [
  // A service without a version follows the latest, which AWS keeps (developer guide, read 2026-11-21).
  { call: "ecs DescribeServices", key: "services/platformVersion" },
  // Without queues the answer is empty: https://github.com/localstack/localstack/pull/9828 (read 2026-11-22).
  { call: "sqs ListQueues", key: "QueueUrls" },
  // Of kinds that were not asked for or are not there (inferred).
  { call: "iam GetAccountAuthorizationDetails", key: "GroupDetailList" },
  { call: "iam GetAccountAuthorizationDetails", key: "Policies" },
  { call: "iam GetAccountAuthorizationDetails", key: "RoleDetailList" },
  { call: "iam GetAccountAuthorizationDetails", key: "UserDetailList" },
];

function isLeftOut({ call, what }: Pick<Trial, "call" | "what">): boolean {
  return LEFT_OUT.some((known) => call.startsWith(`${known.call} `) && "key" in what && known.key === what.key);
}

/** Where a resource stands may be what is lost. */
const pairOf = ({ rule_id: rule, resource: { id, account, region } }: Evaluation): string =>
  `${rule} ${id ?? `${account} ${region}`}`;

/** Nothing in a pair's place: no unknown, nor the same under another name, where its name was what was lost. */
function isLost(rule: string, before: readonly Evaluation[], after: readonly Evaluation[]): boolean {
  const [old, now] = [before, after].map((all) => all.filter(({ rule_id: id }) => id === rule));
  const greens = (all: readonly Evaluation[]): number => all.filter(({ outcome }) => GREEN.includes(outcome)).length;
  if (now!.some(({ outcome }) => outcome === "unknown")) return false;
  return now!.length < old!.length || greens(now!) > greens(old!);
}

/**
 * Of a key that its source does not always write, the rule says what its absence means, and an example of the rule shows
 * it: it is this key that had a value and is now absent. (One that is always written would be unread.)
 */
function isByRule(before: Evaluation, after: Evaluation, what: Tampering): boolean {
  if (!("key" in what)) return false;
  const key = what.key.slice(what.key.lastIndexOf("/") + 1).toLowerCase();
  const isTaken = (path: string): boolean =>
    before.evidence.some((fact) => fact.path === path && fact.state === "value") ||
    path
      .toLowerCase()
      .split(/[.[\]"]+/)
      .includes(key);
  return after.evidence.some(({ path, state }) => state === "absent" && isTaken(path));
}
