/** How much is logged to stderr: each level includes those before it. Mistakes that end the program are always reported. */
export const LOG_LEVELS = ["error", "warning", "debug"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];
