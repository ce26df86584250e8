import { InvalidArgumentError } from "commander";
import { type FormatRequest, type Include, PART_WORDS } from "../commands/arguments/arguments.ts";
import { type DeclaredRead, type ExpectedPlace } from "../commands/arguments/source-arguments.ts";
import { suggest } from "../diagnostics/suggest.ts";
import { BINARY_FORMATS, FORMAT_NAMES, type FormatName, SPLIT_FORMATS } from "../model/formats.ts";
import { OUTCOMES } from "../model/words.ts";
import { parseMoment } from "./moment.ts";

/** Parsers of option values. Each throws an `InvalidArgumentError` that says what was expected. */

/** Parses one of `words`; for a near miss, the error suggests the right one. */
export function oneOf<Word extends string>(words: readonly Word[]): (text: string) => Word {
  const parse = (text: string): Word => {
    const found = words.find((word) => word === text);
    if (found !== undefined) return found;
    const near = suggest(text, words);
    throw new InvalidArgumentError(`expected ${words.join(", ")}${near ? `; did you mean "${near}"?` : ""}`);
  };
  KNOWN_WORDS.set(parse, words);
  return parse;
}

const KNOWN_WORDS = new WeakMap<object, readonly string[]>();

/** The words that an option or argument accepts; empty if any text is allowed. */
export function wordsOf({ parseArg }: { readonly parseArg?: object | undefined }): readonly string[] {
  return (parseArg && KNOWN_WORDS.get(parseArg)) ?? [];
}

/** Collects the values of an option that may be given more than once, in order. */
export function repeated<Value>(parse: (text: string) => Value): (text: string, before?: Value[]) => Value[] {
  const all = (text: string, before: Value[] = []): Value[] => [...before, parse(text)];
  REPEATED.add(all);
  KNOWN_WORDS.set(all, KNOWN_WORDS.get(parse) ?? []);
  return all;
}

const REPEATED = new WeakSet<object>();

/** Whether the option may be given more than once. */
export function isRepeated({ parseArg }: { readonly parseArg?: object | undefined }): boolean {
  return parseArg !== undefined && REPEATED.has(parseArg);
}

export function anyText(text: string): string {
  if (text === "") throw new InvalidArgumentError("expected a value, found nothing");
  return text;
}

/** Parses text that will be printed into a file of another language, so it must fit on one line. */
export function oneLine(text: string): string {
  if (/\p{Cc}/u.test(text)) throw new InvalidArgumentError("expected text of one line");
  return anyText(text);
}

/** Parses the name of a file to write. `-` is refused: elsewhere it means a stream, here it would be a file of that name. */
export function outputFile(text: string): string {
  if (text === "-") throw new InvalidArgumentError("expected a file, found -, which is none; ./- is one of that name");
  return anyText(text);
}

/** Parses `NAME` or `NAME=FILE`. */
export function formatRequest(text: string): FormatRequest {
  const [name, ...rest] = text.split("=");
  const format: FormatName = oneOf(FORMAT_NAMES)(name!);
  if (rest.length === 0 && BINARY_FORMATS.includes(format)) {
    throw new InvalidArgumentError(`expected a file for ${format}: ${format}=FILE`);
  }
  if (rest.length === 0) return { name: format };
  const file = rest.join("=");
  if (file === "-" && !BINARY_FORMATS.includes(format))
    throw new InvalidArgumentError(`for stdout say ${format} alone`);
  outputFile(file);
  refuseUnknownParts(format, file);
  return { name: format, file };
}

KNOWN_WORDS.set(formatRequest, FORMAT_NAMES);

function refuseUnknownParts(format: FormatName, file: string): void {
  const words = [...file.matchAll(/\{(\w*)\}/g)].map(([, word]) => word!);
  for (const word of words) oneOf(PART_WORDS)(word as never);
  if (words.length > 0 && !SPLIT_FORMATS.includes(format))
    throw new InvalidArgumentError(
      `${format} speaks of the whole estate; only ${SPLIT_FORMATS.join(", ")} can be split`,
    );
}

/** Parses `TYPE`, `TYPE@ACCOUNT` or `TYPE@ACCOUNT:REGION`. */
export function declaredRead(text: string): DeclaredRead {
  const found = /^([^@\s]+)(?:@([^:@\s]+)(?::([^:@\s]+))?)?$/.exec(text);
  if (!found) throw new InvalidArgumentError("expected TYPE, TYPE@ACCOUNT or TYPE@ACCOUNT:REGION");
  const [, type, account, region] = found;
  return { type: type!, ...(account && { account }), ...(region && { region }) };
}

/** Parses `PROVIDER/ACCOUNT` or `PROVIDER/ACCOUNT:REGION`. */
export function expectedPlace(text: string): ExpectedPlace {
  const found = /^([^/\s]+)\/([^/:\s]+)(?::([^:\s]+))?$/.exec(text);
  if (!found) throw new InvalidArgumentError("expected PROVIDER/ACCOUNT or PROVIDER/ACCOUNT:REGION");
  const [, provider, account, region] = found;
  return { provider: provider!, account: account!, ...(region && { region }) };
}

/** Parses a region such as `eu-west-1`. */
export function region(text: string): string {
  if (/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/.test(text)) return text;
  throw new InvalidArgumentError("expected a region such as eu-west-1");
}

/** Parses the twelve digits of an account. */
export function awsAccount(text: string): string {
  if (/^\d{12}$/.test(text)) return text;
  throw new InvalidArgumentError("expected an account of 12 digits");
}

/** Parses `NAME` or `NAME=VALUE`. */
export function tagFilter(text: string): { readonly name: string; readonly value?: string } {
  const [name = "", ...rest] = text.split("=");
  if (name === "") throw new InvalidArgumentError("expected NAME or NAME=VALUE");
  return rest.length === 0 ? { name } : { name, value: rest.join("=") };
}

/** Parses `all`, or outcomes separated by commas. */
export function include(text: string): Include {
  const words = text.split(",").map((word) => word.trim());
  if (words.length === 1 && words[0] === "all") return "all";
  return words.map(oneOf(OUTCOMES));
}

export function moment(text: string): string {
  const value = parseMoment(text);
  if (value !== undefined) return value;
  throw new InvalidArgumentError("expected a day such as 2026-11-21 or a moment such as 2026-11-21T08:00:00Z");
}

/** Parses a number of days, `7d` or `7`. */
export function days(text: string): number {
  const found = /^(\d{1,5})d?$/.exec(text);
  if (found) return Number(found[1]);
  throw new InvalidArgumentError("expected a number of days such as 7d");
}

export function countOf(text: string): number {
  if (/^[1-9]\d?$/.test(text)) return Number(text);
  throw new InvalidArgumentError("expected a number from 1 to 99");
}

export function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("expected a whole number, 0 or more");
}
