import { checkModel } from "../../responsibility/check.ts";
import { claimFits, possibleStates } from "../../responsibility/claim.ts";
import { classifiedType } from "../../responsibility/classified-type.ts";
import type { ResponsibilityKnowledge } from "../../rules/load-responsibility.ts";

/** What the rule loader needs to know from the room that resolves responsibility. */
export const RESPONSIBILITY_KNOWLEDGE: ResponsibilityKnowledge = {
  checkModel,
  claimFits,
  possibleStates,
  classifiedType,
};
