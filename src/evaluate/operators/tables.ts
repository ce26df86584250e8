import type { Table } from "../../model/rule.ts";
import { kindOf } from "../language/place.ts";
import { FALSE, TRUE, UNKNOWN, truthOf } from "../language/truth.ts";
import { DAY, asDate, asDays, asVersion, compareVersions } from "../language/values.ts";
import type { Answer, Operator, OperatorContext } from "./operator.ts";

const YEAR = 366 * DAY;

/** The entry of `word`, case-insensitively, because clouds vary the case of their words. */
export function tableWord(table: Table, word: string): Table["words"][string] | undefined {
  if (Object.hasOwn(table.words, word)) return table.words[word];
  const wanted = word.toLowerCase();
  const key = Object.keys(table.words).find((known) => known.toLowerCase() === wanted);
  return key === undefined ? undefined : table.words[key];
}

/** The entry of a version's release line if the version itself has none: the patch `1.34.2` belongs to `1.34`. */
function supportWord(table: Table, word: string): Table["words"][string] | undefined {
  return tableWord(table, word) ?? tableWord(table, word.replace(/^(\d+\.\d+)\.\d+$/, "$1"));
}

/**
 * Whether nobody has compared the table with its source for a year; it may then still fail a thing, but pass nothing.
 */
export function isOld(table: Table, asOf: number): boolean {
  return asOf - (asDate(table.checked) ?? 0) > YEAR;
}

function passByTable(table: Table, asOf: number): Answer {
  const because = `table ${table.name}, checked ${table.checked}`;
  return isOld(table, asOf)
    ? { truth: UNKNOWN, because: `${because}: more than a year ago` }
    : { truth: TRUE, because };
}

/** An estate uses a few of a table's words again and again. */
const MOST_REMEMBERED = 100;

function remembered(answerOf: (word: string) => Answer): (word: string) => Answer {
  const known = new Map<string, Answer>();
  return (word) => {
    const before = known.get(word);
    if (before !== undefined) return before;
    const made = answerOf(word);
    if (known.size < MOST_REMEMBERED) known.set(word, made);
    return made;
  };
}

interface SupportOperand {
  readonly table: string;
  readonly days?: number;
}

export const inSupport: Operator = {
  operand: "support",
  takes: ["text"],
  wanted: (operand) => {
    const { table, days } = operand as SupportOperand;
    return `in support by table ${table}${days ? ` for ${days} more days` : ""}`;
  },
  prepare: (operand, { asOf, tables }) => {
    const { table: name, days } = operand as SupportOperand;
    const table = tables[name]!;
    const until = asOf + (asDays(days) ?? 0) * DAY;
    const answerOf = (text: string): Answer => {
      const word = supportWord(table, text);
      if (!word) return { truth: UNKNOWN, because: `not in table ${name}, checked ${table.checked}` };
      if (word.ends === undefined || asDate(word.ends)! > until) return passByTable(table, asOf);
      return { truth: FALSE, because: `support ends ${word.ends} by table ${name}, checked ${table.checked}` };
    };
    const answer = remembered(answerOf);
    return (value) =>
      typeof value === "string" ? answer(value) : { wrong: `${kindOf(value)} where text is expected` };
  },
};

const TLS_TABLE = "tls-policies";
const TLS_WORD = /^(?:policy-min-)?(?:tls(?:v)?)?[-_ ]?1[._-](\d)(?:[-_].*)?$/i;

/** The oldest version a word allows, as text `1.2`; undefined if the word is not known. */
function oldestTls(value: string, tables: OperatorContext["tables"]): { oldest: string; table?: Table } | undefined {
  const table = Object.hasOwn(tables, TLS_TABLE) ? tables[TLS_TABLE] : undefined;
  const word = table && tableWord(table, value);
  if (table && word?.oldest !== undefined) return { oldest: word.oldest, table };
  const match = TLS_WORD.exec(value.trim());
  return match ? { oldest: `1.${match[1]}` } : undefined;
}

export const tlsAtLeast: Operator = {
  operand: "tls",
  takes: ["text", "number"],
  wanted: (operand) => `TLS ${String(operand)} or newer`,
  prepare: (operand, { asOf, tables }) => {
    const limit = asVersion(String(operand))!;
    const answer = remembered((word) => {
      const found = oldestTls(word, tables);
      if (!found) return { truth: UNKNOWN, because: "a word no table knows" };
      const holds = compareVersions(asVersion(found.oldest) ?? [0], limit) >= 0;
      return holds && found.table ? passByTable(found.table, asOf) : truthOf(holds);
    });
    return (value) => {
      if (typeof value === "string") return answer(value);
      return typeof value === "number"
        ? answer(value.toFixed(1))
        : { wrong: `${kindOf(value)} where text is expected` };
    };
  },
};
