import type { CompileContext } from "../../context.ts";
import { documentFrame } from "../../frame.ts";
import type { Frame } from "../../frame.ts";
import type { DocumentView } from "../../document-view.ts";
import type { Environment } from "../../node.ts";
import { addPlaceEvidence } from "../../node.ts";
import type { Place } from "../../place.ts";
import { findPlace } from "../../place.ts";
import { planPlace } from "../../plan.ts";
import { indexSpec } from "../../related-lookup.ts";
import type { IndexSpec } from "../../related-lookup.ts";
import type { Truth } from "../../truth.ts";
import { FALSE, TRUE, UNKNOWN } from "../../truth.ts";
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

/** Who manages a key, by looking the key up: true where the customer does, unknown where it was not read. */
export function compileKeyManager(context: CompileContext): Judge {
  const keys = indexSpec([KEY], KEY_ID, "organization");
  const aliases = indexSpec([ALIAS], ALIAS_NAME, "organization");
  context.indexes.push(keys, aliases);
  const manager = planPlace(MANAGER, { ...context, type: KEY, prefix: "" }).plan;
  const target = planPlace(TARGET, { ...context, type: ALIAS, prefix: "" }).plan;

  return (name, named, frame, env, wanted) => {
    const unread = (what: string): Truth => {
      addPlaceEvidence(env, named, wanted, `the ${what} was not read`);
      return UNKNOWN;
    };
    let key = name;
    if (name.kind === "alias") {
      const alias = findOne(aliases, name, frame, env);
      if (!alias) return unread("alias");
      const place = findPlace(target, documentFrame(alias, frame));
      if (place.state !== "value" || typeof place.value !== "string") return unread("key of the alias");
      const { account, region } = alias.document;
      key = { kind: "key", name: place.value.toLowerCase(), account, region };
    }
    const view = findOne(keys, key, frame, env);
    if (!view) return unread("key");
    const place = findPlace(manager, documentFrame(view, frame));
    addPlaceEvidence(env, place, wanted);
    const word = place.state === "value" && typeof place.value === "string" ? place.value.toUpperCase() : "";
    return Object.hasOwn(MANAGERS, word) ? MANAGERS[word]! : UNKNOWN;
  };
}

/** The one document of that name in the account and region that the name gives, or else in those of the document that asks. */
function findOne(spec: IndexSpec, name: Named, frame: Frame, env: Environment): DocumentView | null {
  const { document } = frame.view;
  const account = name.account ?? document.account;
  const region = name.region ?? document.region;
  const { found } = env.related({ spec, key: name.name, asking: frame.view });
  const here = found.filter((view) => view.document.account === account && view.document.region === region);
  return here.length === 1 ? here[0]! : null;
}
