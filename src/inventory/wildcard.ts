const WILDCARD = /[*?]/;

export function isPattern(text: string): boolean {
  return WILDCARD.test(text);
}

/** `*` stands for any characters but a slash, `?` for one. Takes time in the product of both lengths at worst. */
export function matchesWildcard(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < text.length) {
    if (p < pattern.length && pattern[p] === "*") {
      star = p++;
      resume = t;
    } else if (p < pattern.length && (pattern[p] === "?" || pattern[p] === text[t])) {
      p += 1;
      t += 1;
    } else if (star !== -1) {
      p = star + 1;
      t = ++resume;
    } else return false;
  }
  while (pattern[p] === "*") p += 1;
  return p === pattern.length;
}

/**
 * The same for whole paths, segment by segment; `**` stands for any number of segments. Only the last `**` is ever tried
 * again, so that no path is looked at more often than the pattern has segments.
 */
export function matchesPath(pattern: readonly string[], path: readonly string[]): boolean {
  let p = 0;
  let s = 0;
  let last = -1;
  let resume = 0;
  while (s < path.length) {
    const segment = pattern[p];
    if (segment === "**") {
      last = p++;
      resume = s;
    } else if (segment !== undefined && matchesWildcard(segment, path[s]!)) {
      p += 1;
      s += 1;
    } else if (last !== -1) {
      p = last + 1;
      s = ++resume;
    } else return false;
  }
  while (pattern[p] === "**") p += 1;
  return p === pattern.length;
}
