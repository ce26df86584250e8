// Esbuild gives each source that is loaded later, or by name, a file of its own. Where what it holds is shared, that file only
// hands on what another one exports. To open a file takes half a millisecond of processor time, so these are left out.
import { posix } from "node:path";

const HANDS_ON = /^[^\n]*\n((?:import(?:\{[\w$,]+\}from)?"\.\/[\w-]+\.js";)+)export\{([\w$,]+)\};\s*$/;
const NAMED_IMPORT = /import\{([\w$,]+)\}from"\.\/([\w-]+\.js)"/g;
const CHUNK = /"\.\/(chunk-\w+\.js)"/g;

/**
 * What esbuild made, without the files that only hand on what another exports, under the same names: whoever loads one loads that other
 * instead. Where one has a name of its own, the other takes that name. `texts`: by path, as in esbuild's account of the files.
 */
export function withoutGoBetweens(texts, { inputs, outputs }) {
  const moved = new Map();
  const left = new Set();
  for (const [path, text] of texts) {
    const behind = handedOn(path, text);
    const [from, to] = /(?:^|\/)chunk-\w+\.js$/.test(path) ? [path, behind] : [behind, path];
    if (!behind || moved.has(from)) continue;
    moved.set(from, to);
    left.add(path);
  }
  const placeOf = (path) => (moved.has(path) ? placeOf(moved.get(path)) : path);
  const anew = (entries, change) =>
    entries.filter(([path]) => !left.has(path)).map(([path, one]) => [placeOf(path), change(one, path)]);
  const withPlaces = (text, path) =>
    text.replaceAll(CHUNK, (_, name) => `"./${posix.basename(placeOf(posix.join(posix.dirname(path), name)))}"`);
  const imported = (one) => (one.external ? one : { ...one, path: placeOf(one.path) });
  return {
    texts: new Map(anew([...texts], withPlaces)),
    metafile: {
      inputs,
      outputs: Object.fromEntries(
        anew(Object.entries(outputs), (one) => ({ ...one, imports: one.imports.map(imported) })),
      ),
    },
  };
}

/** The one file all whose exports it hands on as they are. */
function handedOn(path, text) {
  const [, imports = "", exported] = HANDS_ON.exec(text) ?? [];
  const named = [...imports.matchAll(NAMED_IMPORT)];
  if (named.length !== 1 || named[0][1] !== exported) return undefined;
  return posix.join(posix.dirname(path), named[0][2]);
}
