import { findFact } from "../language/spelling.ts";
import { addPlaceEvidence } from "../language/node.ts";
import { kindOf } from "../language/place.ts";
import { planPlace } from "../language/plan.ts";
import { FALSE, UNKNOWN } from "../language/truth.ts";
import { reportDoubts, valueDoubt } from "./doubt.ts";
import { KEY_READS, compileKeyManager } from "./key/key-manager.ts";
import { parseKeyName } from "./key/key-name.ts";
import type { Question } from "./question.ts";

const WANTED = "a key that the customer manages";

/** The key named at a path is managed by the customer. False if no key is named. */
export const customerManagedKey: Question = {
  compile: (argument, context) => {
    const find = findFact(pathsOf(argument).map((path) => planPlace(path, context)));
    const manager = compileKeyManager(context);
    return (frame, env) => {
      const place = find(frame);
      if (place.state === "absent" || place.value === "") {
        addPlaceEvidence(env, place, WANTED, "no key is named");
        return FALSE;
      }
      if (place.state !== "value") {
        addPlaceEvidence(env, place, WANTED);
        return UNKNOWN;
      }
      if (typeof place.value !== "string") {
        addPlaceEvidence(
          env,
          { ...place, state: "wrong_type", why: `${kindOf(place.value)} where text is expected` },
          WANTED,
        );
        return UNKNOWN;
      }
      const name = parseKeyName(place.value);
      if (!name) {
        reportDoubts(env, [valueDoubt(place, "not a known key id, ARN or alias")], WANTED);
        return UNKNOWN;
      }
      if (name.kind === "reserved") {
        addPlaceEvidence(env, place, WANTED, "aliases that begin so are the cloud's own");
        return FALSE;
      }
      return manager(name, place, frame, env, WANTED);
    };
  },
  reads: (argument, type) => {
    if (Object.hasOwn(KEY_READS, type)) return KEY_READS[type]!;
    return pathsOf(argument);
  },
  relates: () => Object.keys(KEY_READS),
};

/** One path, or several spellings of one fact. */
function pathsOf(argument: unknown): readonly string[] {
  return typeof argument === "string" ? [argument] : (argument as readonly string[]);
}
