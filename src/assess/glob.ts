/** `*` stands for any run of characters, also of none; everything else for itself. Time is linear in the text. */
export function fitsGlob(pattern: string, text: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  const last = rest.pop();
  if (last === undefined) return first === text;
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return at + last.length <= text.length;
}

/** True where the pattern takes every text. */
export function fitsAll(pattern: string): boolean {
  return /^\*+$/.test(pattern);
}
