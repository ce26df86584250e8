/**
 * Returns the page, counted from 1, of each named place in a PDF that Chromium wrote: the places, the pages and the tree that
 * orders them are plain text in it. Empty for a PDF that was written in another way.
 */
export function placesInPdf(pdf: Uint8Array): Map<string, number> {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString("latin1");
  const catalogue = /\/Type \/Catalog\n\/Pages (\d+) 0 R\n\/Dests (\d+) 0 R/.exec(text);
  if (!catalogue) return new Map();
  const objectOf = objectsOf(text);
  const pages = new Map(leavesOf(catalogue[1]!, objectOf).map((page, index) => [page, index + 1]));
  const places = objectOf(catalogue[2]!).matchAll(/\/([\w-]+) \[(\d+) 0 R /g);
  return new Map(
    [...places].flatMap(([, name, page]) => {
      const number = pages.get(page!);
      return number === undefined ? [] : [[name!, number] as const];
    }),
  );
}

type ObjectOf = (number: string) => string;

/** Returns the text of an object by its number; empty if there is none. */
function objectsOf(text: string): ObjectOf {
  const starts = new Map(Array.from(text.matchAll(/\n(\d+) 0 obj\n/g), ({ 1: number, index }) => [number!, index]));
  return (number) => {
    const start = starts.get(number);
    return start === undefined ? "" : text.slice(start, text.indexOf("\nendobj", start));
  };
}

/** The pages below a node of the tree, in order. */
function leavesOf(node: string, objectOf: ObjectOf): string[] {
  const kids = /\/Type \/Pages\n[^]*?\/Kids \[([^\]]*)\]/.exec(objectOf(node));
  if (!kids) return [node];
  return [...kids[1]!.matchAll(/(\d+) 0 R/g)].flatMap(([, kid]) => leavesOf(kid!, objectOf));
}
