/** Days after which a document is too old to be judged, where nobody says otherwise. */
export const MAX_AGE_DAYS = 7;

/** Days that an exemption, or a duty moved to the provider, may last at the most, where nobody says otherwise. */
export const LONGEST_EXEMPTION_DAYS = 365;
