import { join } from "node:path";
import type { Framework, NotChecked } from "../model/library.ts";
import { COVERAGE_SHAPE, FRAMEWORK_SHAPE } from "./rule-shape.ts";
import { checkShape } from "../source/shape.ts";
import { isYaml } from "./source-files.ts";
import type { SourceFiles } from "./source-files.ts";
import { nodeAt } from "../source/source-node.ts";
import type { SourceNode } from "../source/source-node.ts";
import type { Reporter } from "../source/reporter.ts";

/**
 * Loads `frameworks/ID.yaml`. A framework may occur only once, including in `known`, and so may each of its controls.
 */
export async function loadFrameworks(
  dir: string,
  listed: readonly string[],
  files: SourceFiles,
  known: readonly Framework[],
): Promise<Framework[]> {
  const frameworks: Framework[] = [];
  const coverage = await loadCoverage(dir, listed, files);
  for (const path of listed.filter((file) => file.startsWith("frameworks/") && isYaml(file))) {
    const { node, reporter } = await files.yaml(join(dir, path));
    const framework = node && checkShape(FRAMEWORK_SHAPE, node, reporter, "framework");
    if (!framework) continue;
    const { id, controls } = framework;
    if ([...known, ...frameworks].some((other) => other.id === id))
      reporter.error(nodeAt(node, ["id"])!.place, "framework-twice", `there is a framework "${id}" already`);
    else frameworks.push(withReasons(framework, coverage.get(id)));
    const seen = new Set<string>();
    for (const [at, { id: control }] of controls.entries()) {
      const { place } = nodeAt(node, ["controls", at, "id"])!;
      if (seen.has(control)) reporter.error(place, "framework-control-twice", `"${control}" appears twice`);
      seen.add(control);
    }
  }
  for (const [id, { node, reporter }] of coverage)
    if (!frameworks.some((framework) => framework.id === id))
      reporter.error(
        nodeAt(node, ["framework"])!.place,
        "coverage-unknown-framework",
        `no framework here is called "${id}"`,
      );
  return frameworks;
}

/** `coverage/ID.yaml`: the reasons by control, and where each is written. */
interface Coverage {
  readonly node: SourceNode;
  readonly reporter: Reporter;
  readonly reasons: ReadonlyMap<string, NotChecked & { readonly place: SourceNode["place"] }>;
}

async function loadCoverage(
  dir: string,
  listed: readonly string[],
  files: SourceFiles,
): Promise<Map<string, Coverage>> {
  const found = new Map<string, Coverage>();
  for (const path of listed.filter((file) => file.startsWith("coverage/") && isYaml(file))) {
    const { node, reporter } = await files.yaml(join(dir, path));
    const coverage = node && checkShape(COVERAGE_SHAPE, node, reporter, "coverage");
    if (!coverage) continue;
    const reasons = new Map<string, NotChecked & { place: SourceNode["place"] }>();
    for (const [at, { controls, because, reason }] of coverage.not_checked.entries()) {
      for (const [position, control] of controls.entries()) {
        const { place } = nodeAt(node, ["not_checked", at, "controls", position])!;
        if (reasons.has(control)) reporter.error(place, "coverage-control-twice", `"${control}" has a reason already`);
        reasons.set(control, { because, reason, place });
      }
    }
    if (found.has(coverage.framework))
      reporter.error(
        nodeAt(node, ["framework"])!.place,
        "coverage-twice",
        `"${coverage.framework}" has a file already`,
      );
    found.set(coverage.framework, { node, reporter, reasons });
  }
  return found;
}

function withReasons(framework: Framework, coverage: Coverage | undefined): Framework {
  if (!coverage) return framework;
  const known = new Set(framework.controls.map(({ id }) => id));
  for (const [control, { place }] of coverage.reasons) {
    if (known.has(control)) continue;
    coverage.reporter.error(place, "coverage-unknown-control", `${framework.id} has no control "${control}"`);
  }
  return {
    ...framework,
    controls: framework.controls.map((control) => {
      const found = coverage.reasons.get(control.id);
      return found ? { ...control, not_checked: { because: found.because, reason: found.reason } } : control;
    }),
  };
}
