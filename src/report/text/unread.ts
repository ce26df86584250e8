import type { Run } from "../../model/run.ts";
import { type Cause, causeText, placesText } from "./causes.ts";
import { BLANK, type Row } from "./layout.ts";
import { counted, HANG, type Signs } from "./words.ts";

const PLACES_SHOWN = 2;
/** A cloud did not answer it; a file that could not be read has another beginning. */
const CALL = /^(?:(?:GET|POST) |[a-z][\w-]*:[A-Z])/;

/** What was not read and is therefore not known: a cause, its place and its mend. No rows where all was read. */
export function unreadRows(
  { summary: { unknown } }: Run,
  causes: readonly Cause[],
  signs: Signs,
  limit: number,
): Row[] {
  if (causes.length === 0 && unknown === 0) return [];
  const title = `NOT READ, SO NOT KNOWN: ${counted(unknown, "unknown pair")}, ${counted(causes.length, "cause")}`;
  const idle = causes.filter(({ what, pairs }) => pairs === 0 && CALL.test(what));
  const apart = idle.length > 1 ? causes.filter((cause) => !idle.includes(cause)) : causes;
  const shown = apart.slice(0, limit);
  const rows: Row[] = [{ hang: 0, words: [{ text: title, tone: "bold" }] }];
  for (const cause of shown) rows.push(...causeRows(cause, signs));
  const hidden = unknown - shown.reduce((sum, { pairs }) => sum + pairs, 0);
  if (apart.length > shown.length || hidden > 0) {
    rows.push({ hang: HANG, words: [{ text: moreText(apart.length - shown.length, hidden), tone: "dim" }] });
  }
  if (idle.length > 1) rows.push(...idleRows(idle, signs));
  return [...rows, BLANK];
}

/** With few rules chosen, most calls that failed concern none of them: one entry, not one for each cause. */
function idleRows(idle: readonly Cause[], signs: Signs): Row[] {
  const texts = [...new Set(idle.map(causeText))];
  const more = texts.length > PLACES_SHOWN ? `; and ${texts.length - PLACES_SHOWN} more` : "";
  return [
    {
      label: { text: `${signs.unknown} 0 pairs`, tone: "yellow" },
      hang: HANG,
      words: [{ text: `${counted(idle.length, "other cause")}, on which no pair here rests` }],
    },
    { hang: HANG, words: [{ text: `${texts.slice(0, PLACES_SHOWN).join("; ")}${more}`, tone: "dim" }] },
  ];
}

function causeRows(cause: Cause, signs: Signs): Row[] {
  const { mend, pairs, rules } = cause;
  const reach = pairs === 0 ? "no pair here rests on it" : counted(rules.size, "rule");
  return [
    {
      label: { text: `${signs.unknown} ${counted(pairs, "pair")}`, tone: "yellow" },
      hang: HANG,
      words: [{ text: causeText(cause) }],
    },
    { hang: HANG, words: [{ text: `${reach}; ${placesText(cause, PLACES_SHOWN)}`, tone: "dim" }] },
    { label: { text: "  fix" }, hang: HANG, words: [{ text: mend }] },
  ];
}

function moreText(causes: number, pairs: number): string {
  const what =
    causes > 0 ? `${counted(causes, "more cause")} with ${counted(pairs, "pair")}` : counted(pairs, "more pair");
  return `and ${what}: --include unknown --format json lists them all`;
}
