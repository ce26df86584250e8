/** Does a letter of the pattern take this character of the text? Both as UTF-16 code units; never asked of `*`. */
type Takes = (letter: number, character: number) => boolean;

const STAR = 0x2a;
const ANY_ONE = 0x3f;

/**
 * Whether the text matches: `*` is any run, everything else is up to `takes`; by default `?` is any one character and a
 * letter itself. Linear in the text for each `*`, because only the last `*` is ever retried.
 */
export function fitsPattern(pattern: string, text: string, takes: Takes = takesCharacter): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let starText = 0;
  while (t < text.length) {
    const letter = p < pattern.length ? pattern.charCodeAt(p) : -1;
    if (letter === STAR) {
      star = p++;
      starText = t;
    } else if (letter !== -1 && takes(letter, text.charCodeAt(t))) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++starText;
    } else return false;
  }
  while (pattern.charCodeAt(p) === STAR) p++;
  return p === pattern.length;
}

function takesCharacter(letter: number, character: number): boolean {
  return letter === ANY_ONE || letter === character;
}
