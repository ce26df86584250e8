import { dirname } from "node:path";

/** The folder of the project: what the scripts here read and write is named from it. */
export const ROOT = dirname(import.meta.dirname);
