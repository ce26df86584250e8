import { join } from "node:path";
import { loadLibrary } from "../../src/rules/load-library.ts";

export const RULES = join(import.meta.dirname, "../../rules");

/** What ships: rules, field lists, tables, conditions, the model of who answers. */
export const { library: shipped, diagnostics: shippedDiagnostics } = await loadLibrary(RULES, { shipped: true });
