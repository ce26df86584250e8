/** How much is said on stderr: each level says what those before it say, too. Mistakes that end the program are always said. */
export const LOG_LEVELS = ["error", "warning", "debug"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];
