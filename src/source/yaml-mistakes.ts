import type { Document, YAMLParseError } from "yaml";
import { visit } from "yaml";

/** A YAML syntax mistake, explained for people who do not know the grammar. */
export interface SyntaxMistake {
  readonly message: string;
  readonly help?: string;
  /** Offset in the text. */
  readonly from: number;
  readonly to: number;
}

const KEY_HELP = 'a key ends in a colon and a blank: "key: value"';

/** What the parser says, and what to say instead; the first match applies. */
const WORDS: readonly (readonly [says: RegExp, message: (found: RegExpExecArray) => string, help: string])[] = [
  [/^Tabs are not allowed/, () => "a tab as indent", "indent with blanks"],
  [
    /^Nested mappings are not allowed/,
    () => 'a second ": " in one value',
    "put quotes around a text with a colon; keys that belong to another stand below it, two blanks further in",
  ],
  [/^Implicit keys need to be on a single line/, () => "a line that is not a key with its value", KEY_HELP],
  [/^Implicit map keys need to be followed/, () => "a key without its colon", KEY_HELP],
  [
    /^All (?:mapping|sequence) items must start/,
    () => "this starts at a column of its own",
    "what belongs together starts at the same column",
  ],
  [
    /^Flow (?:map|sequence) .*must .*end with a ([}\]])/,
    ([, end]) => `"${end === "}" ? "{" : "["}" is still open here`,
    "close it, or indent all that belongs to it",
  ],
  [/^Plain value cannot start with .*(.)$/, ([, mark]) => `a value cannot begin with ${mark}`, "put quotes around it"],
  [/^Missing closing (["'])/, ([, mark]) => `this ${mark} is never closed`, "end the text with the same mark"],
];

/** The syntax mistakes, only the first of each line, because later ones mostly follow from it. */
export function syntaxMistakes(document: Document.Parsed, text: string): SyntaxMistake[] {
  const told = new Set<number>();
  return document.errors.flatMap((error) => {
    const mistake = inWords(error, document);
    const line = text.lastIndexOf("\n", Math.min(mistake.from, text.length) - 1);
    if (told.has(line)) return [];
    told.add(line);
    return [mistake];
  });
}

function inWords({ message: whole, pos: [from, to] }: YAMLParseError, document: Document.Parsed): SyntaxMistake {
  const said = whole.split(/ at line |\n/, 1)[0]!.replace(/\.$/, "");
  for (const [says, message, help] of WORDS) {
    const found = says.exec(said);
    if (!found) continue;
    const opened = said.startsWith("Missing closing") ? openQuote(document, from) : undefined;
    return { message: message(found), help, from: opened ?? from, to: opened === undefined ? to : opened + 1 };
  }
  return { message: said.charAt(0).toLowerCase() + said.slice(1), from, to };
}

/** The beginning of the quoted text that runs to `end` without being closed. */
function openQuote(document: Document.Parsed, end: number): number | undefined {
  let opened: number | undefined;
  visit(document, {
    Scalar: (_, { type, range }) => {
      if (type?.startsWith("QUOTE") && range && range[0] < end && end <= range[2] + 1) opened = range[0];
    },
  });
  return opened;
}
