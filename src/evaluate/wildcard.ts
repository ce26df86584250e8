/** Does a letter of the pattern take this character of the text? Never asked of `*`. */
type Takes = (letter: string, character: string) => boolean;

/**
 * `*` any run, everything else as `takes` says: by default `?` any one character and a letter itself. Linear in the
 * text for each `*`: only the last `*` is ever tried again.
 */
export function fitsPattern(pattern: string, text: string, takes: Takes = takesCharacter): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let starText = 0;
  while (t < text.length) {
    if (p < pattern.length && pattern[p] !== "*" && takes(pattern[p]!, text[t]!)) {
      p++;
      t++;
    } else if (pattern[p] === "*") {
      star = p++;
      starText = t;
    } else if (star >= 0) {
      p = star + 1;
      t = ++starText;
    } else return false;
  }
  while (pattern[p] === "*") p++;
  return p === pattern.length;
}

function takesCharacter(letter: string, character: string): boolean {
  return letter === "?" || letter === character;
}
