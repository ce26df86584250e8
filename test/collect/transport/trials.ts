import type { Rule } from "../../../src/model/rule.ts";
import type { Evaluation } from "../../../src/model/run.ts";
import { keysOf } from "./missing-key.ts";
import { WIRE_FAULTS } from "./world.ts";
import type { Tampering, World } from "./world.ts";

/** One call and what befalls its answer. */
export interface Trial {
  /** For each of them alone the call is made. */
  readonly rules: readonly Rule[];
  readonly call: string;
  readonly what: Tampering;
}

/** Every call that the rules make, with every fault and without every key of its answer. */
export async function trialsOf(world: World, rules: readonly Rule[]): Promise<Trial[]> {
  const calls = new Map<string, { readonly rules: Rule[]; readonly body: string }>();
  for (const rule of rules) {
    const { answers } = await world.scan([rule]);
    for (const [call, body] of answers) {
      const known = calls.get(call);
      if (known) known.rules.push(rule);
      else calls.set(call, { rules: [rule], body });
    }
  }
  return [...calls].flatMap(([call, { rules: makers, body }]) => [
    ...WIRE_FAULTS.map((fault) => ({ rules: makers, call, what: { fault } })),
    ...keysOf(body)
      .filter((key) => !isUntold(key))
      .map((key) => ({ rules: makers, call, what: { key } })),
  ]);
}

/** Keys that an answer has only where there is more to come: without them it is the answer that there is no more. */
function isUntold(key: string): boolean {
  return /(?:Token|Marker|nextLink|IsTruncated)$/i.test(key);
}

interface Asked {
  readonly rules: readonly Rule[];
  readonly before: readonly Evaluation[];
}

/** What came of a trial. */
export interface Tried {
  readonly before: readonly Evaluation[];
  /** Undefined: there is no result. */
  readonly after: readonly Evaluation[] | undefined;
}

/** Tries one after the other, and each once more in a world where all is well. Throws where a call is not made again. */
export function tryIn(world: World): (trial: Trial) => Promise<Tried> {
  const known = new Map<string, Promise<Asked>>();
  /** All that make the call, if together they make it too: some ask for several types at once. */
  const chosen = async ({ rules, call }: Trial): Promise<Asked> => {
    const all = await world.scan(rules);
    if (all.answers.has(call)) return { rules, before: all.evaluations! };
    const one = rules.slice(0, 1);
    return { rules: one, before: (await world.scan(one)).evaluations! };
  };
  return async (trial) => {
    const key = [...trial.rules.map(({ id }) => id), trial.call].join(" ");
    const asked = known.get(key) ?? chosen(trial);
    known.set(key, asked);
    const { rules, before } = await asked;
    let met = 0;
    const { evaluations: after } = await world.scan(rules, (call) => {
      if (call !== trial.call) return undefined;
      met += 1;
      return trial.what;
    });
    if (met === 0) throw new Error(`${trial.call} was not made again`);
    return { before, after };
  };
}
