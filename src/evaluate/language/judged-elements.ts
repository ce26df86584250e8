import type { Frame } from "./frame.ts";
import type { Environment, Met, Node } from "./node.ts";
import { nothingMet } from "./node.ts";
import { FALSE, TRUE } from "./truth.ts";
import type { Truth } from "./truth.ts";

/** How many elements are true, false and unknown. */
export interface Counts {
  readonly yes: number;
  readonly no: number;
  readonly open: number;
}

/** Counts truths up to the first element whose truth is `decisive`, or all of them if it is null. */
export function countTruths(frames: readonly Frame[], where: Node, decisive: Truth | null, env: Environment): Counts {
  let yes = 0;
  let no = 0;
  let open = 0;
  for (const frame of frames) {
    const truth = where(frame, env);
    if (truth === TRUE) yes++;
    else if (truth === FALSE) no++;
    else open++;
    if (truth === decisive) break;
  }
  return { yes, no, open };
}

/** A list that may be long, whose elements are made on demand. */
export interface LongList {
  readonly length: number;
  readonly at: (index: number) => Frame;
}

/** Every element with its truth. */
export interface Judged extends Counts {
  readonly truths: readonly Truth[];
  readonly met: Readonly<Met>;
}

/** Judges every element, without evidence. */
export function judgeEach({ length, at }: LongList, where: Node, env: Environment): Judged {
  const met = nothingMet();
  const silent: Environment = { related: env.related, trace: null, met, callOf: env.callOf };
  const truths: Truth[] = [];
  let yes = 0;
  let no = 0;
  let open = 0;
  for (let i = 0; i < length; i++) {
    const truth = where(at(i), silent);
    truths.push(truth);
    if (truth === TRUE) yes++;
    else if (truth === FALSE) no++;
    else open++;
  }
  return { yes, no, open, truths, met };
}

/**
 * Judges the first elements of that truth, at most `most`, a second time for their evidence. Null: elements of any
 * truth.
 */
export function traceFirst(
  { length, at }: LongList,
  { yes, no, open, truths }: Judged,
  truth: Truth | null,
  most: number,
  where: Node,
  env: Environment,
): void {
  const there = truth === null ? length : truth === TRUE ? yes : truth === FALSE ? no : open;
  let left = Math.min(there, most);
  for (let i = 0; left > 0; i++) {
    if (truth !== null && truths[i] !== truth) continue;
    where(at(i), env);
    left--;
  }
}
