/** `a["b/c"].d[]` -> `a`, `a["b/c"]`, `a["b/c"].d`. */
export function ancestors(path: string): string[] {
  return [...path.matchAll(/\.|\[/g)].map(({ index }) => path.slice(0, index)).filter((part) => !isInsideQuotes(part));
}

function isInsideQuotes(part: string): boolean {
  return (part.split('"').length - 1) % 2 === 1;
}
