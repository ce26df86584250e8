import type { CompileContext } from "../../language/context.ts";
import { isOld, tableWord } from "../../operators/tables.ts";
import type { Truth } from "../../language/truth.ts";
import { FALSE, TRUE, UNKNOWN } from "../../language/truth.ts";

const TABLE = "azure-service-tags";

/** Words for every address there is. */
const EVERYTHING: ReadonlySet<string> = new Set(["*", "any"]);
/** Words for addresses that are never the internet, regardless of any table. */
const NEVER: ReadonlySet<string> = new Set(["virtualnetwork", "azureloadbalancer"]);

export function isEverything(word: string): boolean {
  return EVERYTHING.has(word.toLowerCase());
}

export function isInternetWord(word: string): boolean {
  return isEverything(word) || word.toLowerCase() === "internet";
}

/** Whether a service tag stands for the internet. `Storage.WestEurope` is judged as `Storage` is. */
export function compileServiceTags({ facts }: CompileContext): (word: string) => Truth {
  const table = Object.hasOwn(facts.tables, TABLE) ? facts.tables[TABLE] : undefined;
  return (word) => {
    if (NEVER.has(word.toLowerCase())) return FALSE;
    if (!table) return UNKNOWN;
    const entry = tableWord(table, word) ?? tableWord(table, word.replace(/\.[^.]*$/, ""));
    if (entry?.["internet"] === true) return TRUE;
    // An old table may still say that a tag is open, but not that it is closed.
    return entry?.["internet"] === false && !isOld(table, facts.asOf) ? FALSE : UNKNOWN;
  };
}
