import type { Evaluation, Evidence } from "../../model/run.ts";
import { compareText } from "../../model/compare-text.ts";

/** Paths that the input left out, by the type of the resource they belong to. */
export type Lacking = Map<string, Set<string>>;

const TYPES_SHOWN = 3;
const PATHS_SHOWN = 3;
/** Stands for the type of a resource other than the judged one: the evidence does not say it. */
const ELSEWHERE = "related resources";
/** `blobservices/default` of `children["blobservices/default"]`. */
const CHILD = /^children(?:\.([\w-]+)|\["([^"]+)"\])$/;
const POSITION = /\[\d+\]/g;

/** What these facts of one resource lack. Plain data: shared by all resources that the same facts hold of. */
export interface Lack {
  readonly here: readonly string[];
  readonly elsewhere: readonly string[];
}

export function lackOf(facts: readonly Evidence[]): Lack {
  return {
    here: facts.filter(isHere).map(nameOf),
    elsewhere: facts.filter((fact) => !isHere(fact)).map(nameOf),
  };
}

export function addLack(lacking: Lacking, { here, elsewhere }: Lack, { resource }: Pick<Evaluation, "resource">): void {
  if (here.length > 0) addPaths(lacking, resource.type, here);
  if (elsewhere.length > 0) addPaths(lacking, ELSEWHERE, elsewhere);
}

export function addPaths(lacking: Lacking, type: string, paths: Iterable<string>): void {
  let known = lacking.get(type);
  if (known === undefined) lacking.set(type, (known = new Set()));
  for (const path of paths) known.add(path);
}

/** The first few of it in the order of their names, and how much more there is; "" for nothing. */
export function lackingText(lacking: Lacking): string {
  const types = [...lacking].toSorted(([a], [b]) => compareText(a, b));
  const shown = types.slice(0, TYPES_SHOWN).map(([type, paths]) => `${pathsText(paths)} of ${type}`);
  const more = types.length - shown.length;
  return [...shown, ...(more > 0 ? [`and of ${more} more ${more === 1 ? "type" : "types"}`] : [])].join("; ");
}

function pathsText(paths: ReadonlySet<string>): string {
  const shown = [...paths].toSorted(compareText).slice(0, PATHS_SHOWN);
  const more = paths.size - shown.length;
  return shown.join(", ") + (more > 0 ? ` and ${more} more` : "");
}

function isHere({ resource }: Evidence): boolean {
  return resource === undefined;
}

function nameOf({ path }: Evidence): string {
  const [, plain, quoted] = CHILD.exec(path) ?? [];
  return plain ?? quoted ?? path.replaceAll(POSITION, "[]");
}
