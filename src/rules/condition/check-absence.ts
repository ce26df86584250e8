import type { AbsentWord } from "../../model/rule.ts";
import type { MapEntry, SourceNode } from "../../source/source-node.ts";
import { entryOf } from "../../source/source-node.ts";
import { checkWordOf } from "./check-literal.ts";
import type { Surroundings } from "./surroundings.ts";

const ABSENT_WORDS: readonly AbsentWord[] = ["pass", "fail", "unknown"];

/** Checks `default` and `absent` of a line, list or question: at most one, and only where it has a meaning. */
export function checkAbsence(node: SourceNode, unlisted: boolean, at: Surroundings): void {
  const byDefault = entryOf(node, "default");
  const absent = entryOf(node, "absent");
  if (byDefault && absent) {
    const later = isBefore(byDefault, absent) ? absent : byDefault;
    at.reporter.error(
      later.keyPlace,
      "rule-two-words-for-absence",
      "one word for absence is enough",
      'keep "default" where the cloud documents one',
    );
  }
  if (absent) {
    const word = checkWordOf(absent.value, ABSENT_WORDS, "absent", at);
    if (word !== undefined) checkAbsentWord(absent, word, at);
    if (word === "pass" && unlisted) reportUnlisted(absent, at);
  }
  if (byDefault && unlisted) reportUnlisted(byDefault, at);
}

/** Checks `empty: pass | fail | unknown`, or the key of the same kind with another name. */
export function checkEmpty(entry: MapEntry, at: Surroundings): void {
  const word = checkWordOf(entry.value, ABSENT_WORDS, "empty", at);
  if (word !== undefined && word !== "unknown")
    checkDirection(entry, at, "rule-empty-in-when", "when has no pass and fail: use empty: unknown");
}

function checkAbsentWord(entry: MapEntry, word: AbsentWord, at: Surroundings): void {
  if (word !== "unknown")
    return checkDirection(entry, at, "rule-absent-in-when", "when has no pass and fail: use default");
  // Without it the line is unknown anyway; only in the responsibility model does it make a difference.
  if (at.role === "when")
    at.reporter.error(
      entry.keyPlace,
      "rule-absent-in-when",
      "when has no word for absence but default",
      "an absent place is unknown here without it",
    );
}

function checkDirection(entry: MapEntry, at: Surroundings, code: string, inWhen: string): void {
  if (at.role === "when") at.reporter.error(entry.keyPlace, code, inWhen);
  else if (!at.directed) {
    at.reporter.error(
      entry.keyPlace,
      "rule-absence-without-direction",
      "inside a count with two bounds absence has no direction: use default",
    );
  }
}

function reportUnlisted(entry: MapEntry, at: Surroundings): void {
  at.reporter.error(
    entry.keyPlace,
    "rule-unlisted-absence",
    "an unlisted path cannot pass by absence",
    "no field list says that the cloud would write it",
  );
}

function isBefore(a: MapEntry, b: MapEntry): boolean {
  return (
    a.keyPlace.line < b.keyPlace.line || (a.keyPlace.line === b.keyPlace.line && a.keyPlace.column < b.keyPlace.column)
  );
}
