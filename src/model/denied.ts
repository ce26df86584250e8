/** Matches the clouds' error codes and messages for a call that is not allowed. */
export const DENIED =
  /denied|unauthori[sz]ed|notauthori[sz]ed|authorization(?:failed|error)|forbidden|optinrequired|HTTP 40[13]/i;
