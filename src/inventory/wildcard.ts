const WILDCARD = /[*?]/;

export function isPattern(text: string): boolean {
  return WILDCARD.test(text);
}

/**
 * `*` stands for any characters but a slash, `?` for one. At worst, the time is proportional to the product of both
 * lengths.
 */
export function matchesWildcard(pattern: string, text: string): boolean {
  return matches(pattern, text, "*", (wanted, character) => wanted === "?" || wanted === character);
}

/** The same for whole paths, segment by segment; `**` matches any number of segments. */
export function matchesPath(pattern: readonly string[], path: readonly string[]): boolean {
  return matches(pattern, path, "**", matchesWildcard);
}

/** Only the last `star` is ever retried, so no part is examined more often than the pattern has parts. */
function matches(
  pattern: ArrayLike<string>,
  whole: ArrayLike<string>,
  star: string,
  fits: (wanted: string, part: string) => boolean,
): boolean {
  let p = 0;
  let at = 0;
  let last = -1;
  let resume = 0;
  while (at < whole.length) {
    const wanted = pattern[p];
    if (wanted === star) {
      last = p++;
      resume = at;
    } else if (wanted !== undefined && fits(wanted, whole[at]!)) {
      p += 1;
      at += 1;
    } else if (last !== -1) {
      p = last + 1;
      at = ++resume;
    } else return false;
  }
  while (pattern[p] === star) p += 1;
  return p === pattern.length;
}
