/** What evidence says about a partly read list; what was not read, and why, follows after a colon. */
export const MORE_ELEMENTS = "the list may have more elements than were read";
