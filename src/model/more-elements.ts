/** What evidence says of a list that was read in part; behind a colon what was not read, and why. */
export const MORE_ELEMENTS = "the list may have more elements than were read";
