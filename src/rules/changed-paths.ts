import type { SourceNode, SourcePlace } from "../source/source-node.ts";
import { valueOf } from "../source/source-node.ts";

/** A path of `set`, `add` or `remove`, as it was written. */
export interface ChangedPath {
  readonly text: string;
  readonly place: SourcePlace;
  readonly by: "set" | "add" | "remove";
}

/** All paths by which a fix or an example says what changes, in the order of these words; empty where it says nothing. */
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
