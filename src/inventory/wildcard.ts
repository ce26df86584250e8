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

/** The same for whole paths, segment by segment; `**` stands for any number of segments. */
export function matchesPath(pattern: readonly string[], path: readonly string[]): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return path.length === 0;
  if (first !== "**") {
    return path.length > 0 && matchesWildcard(first, path[0]!) && matchesPath(rest, path.slice(1));
  }
  if (rest[0] === "**") return matchesPath(rest, path);
  return path.some((_, skipped) => matchesPath(rest, path.slice(skipped))) || matchesPath(rest, []);
}
