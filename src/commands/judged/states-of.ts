import { createFrameworkReport } from "../../assess/matrix/control-matrix.ts";
import { runMatrix } from "../../assess/matrix/run-matrix.ts";
import type { Library } from "../../model/library.ts";
import type { States } from "../../model/matrix.ts";
import type { Run } from "../../model/run.ts";
import type { Layer } from "../../model/words.ts";
import { describeType } from "../../responsibility/describe-type.ts";

/** The state of each cell of the matrix, and of each control to which a rule of the run maps. */
export function statesOf(run: Run, library: Library, requireEvidence: boolean): States {
  const mapped = new Set(run.rules.flatMap(({ controls }) => Object.keys(controls)));
  const frameworks = library.frameworks.filter(({ id }) => mapped.has(id));
  return {
    matrix: runMatrix(run, "service", layerStateOf(library), { requireEvidence }),
    frameworks: frameworks.map(createFrameworkReport(run, { requireEvidence })),
  };
}

/** Looks up what the model says about a layer of a type. */
export function layerStateOf({ responsibility }: Library): Parameters<typeof runMatrix>[2] {
  return (type: string, layer: Layer) => {
    const { state, assumed } = describeType(responsibility, type).layers[layer];
    return { state, assumed };
  };
}
