import type { CompileContext } from "../../language/context.ts";
import { documentFrame } from "../../language/frame.ts";
import type { Frame } from "../../language/frame.ts";
import type { Environment } from "../../language/node.ts";
import { addEvidence, addPlaceEvidence, lookUp } from "../../language/node.ts";
import type { Place } from "../../language/place.ts";
import { findPlace } from "../../language/place.ts";
import { planPlace } from "../../language/plan.ts";
import { indexSpec } from "../../related/related-lookup.ts";
import type { IndexSpec, RelatedAnswer } from "../../related/related-lookup.ts";
import type { Truth } from "../../language/truth.ts";
import { FALSE, TRUE, UNKNOWN } from "../../language/truth.ts";
import type { KeyName } from "./key-name.ts";

const KEY = "AWS::KMS::Key";
const KEY_ID = "configuration.keyId";
const MANAGER = "configuration.keyManager";
const ALIAS = "AWS::KMS::Alias";
const ALIAS_NAME = "configuration.AliasName";
const TARGET = "configuration.TargetKeyId";

/** Paths that the look-up of a key reads. */
export const KEY_READS: Readonly<Record<string, readonly string[]>> = {
  [KEY]: [KEY_ID, MANAGER],
  [ALIAS]: [ALIAS_NAME, TARGET],
};

const MANAGERS: Readonly<Record<string, Truth>> = { CUSTOMER: TRUE, AWS: FALSE };

type Named = Exclude<KeyName, { kind: "reserved" }>;
type Judge = (name: Named, named: Place, frame: Frame, env: Environment, wanted: string) => Truth;

/** Looks up a key to find who manages it: true if the customer does, unknown if it was not read. */
export function compileKeyManager(context: CompileContext): Judge {
  const keys = indexSpec([KEY], KEY_ID, "organization");
  const aliases = indexSpec([ALIAS], ALIAS_NAME, "organization");
  context.indexes.push(keys, aliases);
  const manager = planPlace(MANAGER, { ...context, type: KEY, prefix: "" }).plan;
  const target = planPlace(TARGET, { ...context, type: ALIAS, prefix: "" }).plan;

  return (name, named, frame, env, wanted) => {
    /** `hole`: what prevented it from being read; null if nothing did and it is not there. */
    const unread = (what: string, hole: string | null): Truth => {
      const because = `the ${what} was not read`;
      if (hole === null) addPlaceEvidence(env, named, wanted, because);
      else addEvidence(env, named.from, named.steps, { seen: hole, state: "unread", wanted, because });
      return UNKNOWN;
    };
    let key = name;
    if (name.kind === "alias") {
      const { found, hole } = lookUpKey(aliases, name, frame, env);
      const [alias, other] = found;
      if (!alias || other) return unread(`alias ${name.name}`, hole);
      const place = findPlace(target, documentFrame(alias, frame));
      if (place.state !== "value" || typeof place.value !== "string")
        return unread(`key of the alias ${name.name}`, place.state === "unread" ? place.why : null);
      const { account, region } = alias.document;
      key = { kind: "key", name: place.value.toLowerCase(), account, region };
    }
    const { found, hole } = lookUpKey(keys, key, frame, env);
    const [view, other] = found;
    if (!view || other) return unread(`key ${key.name}`, hole);
    const place = findPlace(manager, documentFrame(view, frame));
    addPlaceEvidence(env, place, wanted);
    const word = place.state === "value" && typeof place.value === "string" ? place.value.toUpperCase() : "";
    return Object.hasOwn(MANAGERS, word) ? MANAGERS[word]! : UNKNOWN;
  };
}

/** Documents with that name in the account and region given in the name, or else in those of the asking document. */
function lookUpKey(spec: IndexSpec, name: Named, frame: Frame, env: Environment): RelatedAnswer {
  const { document } = frame.view;
  const at = { account: name.account ?? document.account, region: name.region ?? document.region };
  return lookUp(env, { spec, key: name.name, asking: frame.view, at });
}
