import { setFlagsFromString } from "node:v8";

/**
 * Until V8 had a compiler between the quick and the best one (Node 22), it began on the best code so early that a run
 * of a second spent half of its processor time on that. Later suits short runs and costs long ones nothing that can
 * be measured (`bench/`).
 */
export function tuneEngine({ node }: NodeJS.ProcessVersions): void {
  if (Number.parseInt(node, 10) < 22) setFlagsFromString("--interrupt-budget=800000");
}
