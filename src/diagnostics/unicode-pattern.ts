const BEYOND_ASCII = /[^\0-\x7f]/;

/**
 * Returns the pattern for a text: `ascii` for ASCII text, as most is, else `whole`, which must find the same in such
 * text. To compile a pattern with classes such as `\p{Cf}`, the engine goes through all of Unicode, as soon as it reads
 * a literal, which takes longer than printing a list of rules. So `whole` is compiled only when needed.
 */
export function unicodePattern(ascii: RegExp, whole: string): (text: string) => RegExp {
  let made: RegExp | undefined;
  return (text) => (BEYOND_ASCII.test(text) ? (made ??= new RegExp(whole, "gu")) : ascii);
}
