import { checkModel } from "../../responsibility/check.ts";
import { claimFits, possibleStates } from "../../responsibility/claim.ts";
import { classifiedType } from "../../responsibility/classified-type.ts";
import type { ResponsibilityKnowledge } from "../../rules/load-responsibility.ts";

/** What the loader of rules may ask of the room that resolves responsibility. */
export const RESPONSIBILITY_KNOWLEDGE: ResponsibilityKnowledge = {
  checkModel,
  claimFits,
  possibleStates,
  classifiedType,
};
