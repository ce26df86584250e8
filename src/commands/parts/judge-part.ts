import type { LeftAccount } from "../../evaluate/parts/account-leavings.ts";
import { createInputDigest } from "../../inventory/input-digest.ts";
import { NotDivisible } from "../../inventory/file-part.ts";
import { readBatches } from "../../inventory/read-source.ts";
import { declaredReads } from "../sources/declared-reads.ts";
import { expectedPlaces } from "../sources/expected-places.ts";
import type { Io } from "../io.ts";
import { askedTypes } from "../sources/needed-types.ts";
import { openAsked } from "../given/open-asked.ts";
import { openJudge } from "../judged/open-judge.ts";
import { retain } from "../judged/retention.ts";
import { digestOfAsked } from "./digest-of-asked.ts";
import type { LeftPart, PartTask } from "./part-task.ts";

/**
 * Judges one part of a snapshot for the thread that judges the whole. `onEnd` is called at each end of an account, with what
 * accounts left since the previous one.
 *
 * @throws {NotDivisible} if the part does not hold enough to be judged, or if something else is asked by now.
 */
export async function judgePart(
  task: PartTask,
  onProgress: (resources: number) => void,
  onEnd: (left: readonly LeftAccount[]) => void,
): Promise<LeftPart> {
  const { args, asOf, scopeName, part, shared, world } = task;
  const { overrides, longestExemption: longest } = args;
  const otherwise = { ...(overrides && { overrides }), when: { asOf, longest } };
  // Uses nothing of the outside but files: it asks nothing and prints nothing.
  const { library, rules } = await openAsked(args, otherwise, world as Io);
  if (digestOfAsked(rules, library) !== task.asked) throw new NotDivisible("the rules have changed");
  const retention = await retain(args, rules, shared ? { shared } : {});
  const expected = expectedPlaces(args.expected, library);
  let left: LeftAccount[] = [];
  const judging = { library, rules, asOf, maxAge: args.maxAge, retention, scopeName, expected };
  const judge = openJudge(judging, (one) => void left.push(one));
  for (const entry of declaredReads(args.declareRead, library)) judge.see(entry);
  const input = createInputDigest();
  const types = askedTypes(rules, library);
  let resources = 0;
  for await (const batch of readBatches(args.sources, { cwd: world.cwd, stdin: null, types, part })) {
    for (const entry of batch) {
      judge.see(entry);
      if ("account_end" in entry) {
        onEnd(left);
        left = [];
      }
      if ("resource" in entry) resources += 1;
      else if ("passed_over" in entry) resources += entry.passed_over.count;
      else continue;
      if (task.isDigested) input.see(entry);
    }
    onProgress(resources);
  }
  const judged = judge.leave();
  if (!judged) throw new NotDivisible("it cannot be told apart from others what a part comes to");
  const retained = retention.parts!.leave();
  retention.close();
  return { judged, left, retained, seen: input.leave() };
}
