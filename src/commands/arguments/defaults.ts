/** Default number of days after which a document is too old to be judged. */
export const MAX_AGE_DAYS = 7;

/** Default for the most days that an exemption, or a duty moved to the provider, may last. */
export const LONGEST_EXEMPTION_DAYS = 365;
