import { neutralize } from "../../diagnostics/neutralize.ts";
import type { Run } from "../../model/run.ts";
import { uuidOf } from "./uuid.ts";

const OSCAL_VERSION = "1.2.2";
/** Whose words the properties are that OSCAL has none for. */
export const NAMESPACE = "urn:demarc:oscal";

/** Told apart from every other document of the run's scope and moment. */
export function documentUuid(run: Run, kind: string): string {
  return uuidOf(kind, run.scope.name, run.as_of, ...Object.values(run.digests).toSorted());
}

export function metadataOf({ tool, as_of, scope }: Run, title: string): object {
  return {
    title: prose(`${title}: ${scope.name}`),
    "last-modified": as_of,
    version: as_of,
    "oscal-version": OSCAL_VERSION,
    props: [{ name: "tool", ns: NAMESPACE, value: `${tool.name} ${tool.version}` }],
  };
}

/** Text of any kind; OSCAL wants some. */
export function prose(text: string): string {
  const plain = neutralize(text).trim();
  return plain === "" ? "none" : plain;
}

/** `AC-2(1)` is `ac-2.1` there. Undefined where it is no token. */
export function controlId(id: string): string | undefined {
  const token = id.toLowerCase().replace(/\((\d+)\)/g, ".$1");
  return /^[\p{L}_][\p{L}\p{N}.\-_]*$/u.test(token) ? token : undefined;
}
