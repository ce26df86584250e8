import { fitsPattern } from "../../language/wildcard.ts";

/** Patterns of policies: `*` any run of characters, `?` one. */

/** Whether some text matches both patterns. */
export function intersects(a: string, b: string): boolean {
  if (!hasWildcard(a)) return hasWildcard(b) ? fitsPattern(b, a) : a === b;
  if (!hasWildcard(b)) return fitsPattern(a, b);
  // reached[j]: the part of `a` read so far and the first j characters of `b` can match the same text.
  let reached = new Uint8Array(b.length + 1);
  reached[0] = 1;
  skipStars(reached, b);
  for (const letter of a) {
    const next = new Uint8Array(b.length + 1);
    for (let j = 0; j <= b.length; j++) {
      if (letter === "*") {
        if (reached[j] || (j > 0 && next[j - 1])) next[j] = 1;
      } else {
        if (b[j] === "*" && reached[j]) next[j] = 1;
        const before = b[j - 1];
        if (j > 0 && reached[j - 1] && before !== "*" && (before === letter || before === "?" || letter === "?"))
          next[j] = 1;
      }
    }
    skipStars(next, b);
    reached = next;
  }
  return reached[b.length] === 1;
}

/** A `*` may match nothing. */
function skipStars(reached: Uint8Array, pattern: string): void {
  for (let j = 0; j < pattern.length; j++) if (pattern[j] === "*" && reached[j]) reached[j + 1] = 1;
}

/** Whether every text that matches `inner` also matches `outer`. */
export function covers(outer: string, inner: string): boolean {
  if (outer === "*") return true;
  if (!hasWildcard(outer)) return outer === inner;
  return fitsPattern(tidy(outer), tidy(inner), takes);
}

/** Only a star covers a star; a question mark covers any one character. */
function takes(letter: number, character: number): boolean {
  return letter === QUESTION_MARK ? character !== STAR : letter === character;
}

const STAR = 0x2a;
const QUESTION_MARK = 0x3f;

/** Puts runs of wildcards in one order (`*?*` is `?*`), so that equal patterns look equal. */
function tidy(pattern: string): string {
  if (!hasRun(pattern)) return pattern;
  return pattern.replace(/[*?]{2,}/g, (run) => {
    const single = run.replaceAll("*", "");
    return single.length === run.length ? run : `${single}*`;
  });
}

function hasRun(pattern: string): boolean {
  let before = false;
  for (let i = 0; i < pattern.length; i++) {
    const letter = pattern.charCodeAt(i);
    const is = letter === STAR || letter === QUESTION_MARK;
    if (is && before) return true;
    before = is;
  }
  return false;
}

/** Whether the text consists only of wildcards. */
export function isOnlyWildcards(text: string): boolean {
  return /^[*?]*$/.test(text);
}

export function hasWildcard(text: string): boolean {
  return text.includes("*") || text.includes("?");
}
