const BEYOND_ASCII = /[^\0-\x7f]/;

/**
 * Finds in any text what `whole` finds, where `ascii` finds the same in text of ASCII alone, as most is. To make a pattern with
 * classes such as `\p{Cf}` the engine looks through all of Unicode, as soon as it reads a literal: longer than it takes to print
 * a list of rules. So `whole` is made when there is such text.
 */
export function unicodePattern(ascii: RegExp, whole: string): (text: string) => RegExp {
  let made: RegExp | undefined;
  return (text) => (BEYOND_ASCII.test(text) ? (made ??= new RegExp(whole, "gu")) : ascii);
}
