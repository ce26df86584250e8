import type { SourceNode, SourcePlace } from "../source/source-node.ts";
import { valueOf } from "../source/source-node.ts";

/** A path of `set`, `add` or `remove`, as written. */
export interface ChangedPath {
  readonly text: string;
  readonly place: SourcePlace;
  readonly by: "set" | "add" | "remove";
}

/** All paths that a fix or an example changes, in the order of these words; empty if there are none. */
export function changedPaths(node: SourceNode | undefined): ChangedPath[] {
  const paths: ChangedPath[] = [];
  for (const by of ["set", "add"] as const) {
    const changes = valueOf(node, by);
    if (changes?.kind === "map")
      for (const entry of changes.entries) paths.push({ text: entry.key, place: entry.keyPlace, by });
  }
  const remove = valueOf(node, "remove");
  for (const item of remove?.kind === "list" ? remove.items : []) {
    if (item.kind === "scalar" && typeof item.value === "string")
      paths.push({ text: item.value, place: item.place, by: "remove" });
  }
  return paths;
}
