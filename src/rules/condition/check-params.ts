import { suggest } from "../../diagnostics/suggest.ts";
import type { Param } from "../../model/rule.ts";
import type { Reporter } from "../../source/reporter.ts";
import type { SourceNode } from "../../source/source-node.ts";
import { entryOf, shown, textOf, valueOf } from "../../source/source-node.ts";
import type { DeclaredParams, Surroundings } from "./surroundings.ts";

/** The node of the name, if the node is `{param: name}`. */
export function paramName(node: SourceNode): SourceNode | undefined {
  return node.kind === "map" && node.entries.length === 1 ? valueOf(node, "param") : undefined;
}

/**
 * Checks a parameter where it is used; null if there is none of that name or its type does not fit. A list that is
 * empty by default decides nothing, unless it names what is left out (`mayBeEmpty`).
 */
export function checkParamUse(
  name: SourceNode,
  fits: readonly Param["type"][],
  at: Surroundings,
  mayBeEmpty = false,
): Param | null {
  const text = textOf(name);
  const param = text === undefined ? undefined : at.params.declared.get(text);
  if (text === undefined || !param) {
    const known = [...at.params.declared.keys()];
    const guess =
      text === undefined ? undefined : (suggest(text, known) ?? (known.length === 1 ? known[0] : undefined));
    const rest =
      at.role === "shared"
        ? "; a shared condition has none"
        : known.length === 0
          ? "; the rule has none"
          : guess === undefined
            ? `; there are ${known.join(", ")}`
            : `; there is "${guess}"`;
    at.reporter.error(name.place, "rule-unknown-param", `no parameter ${shown(name)}${rest}`);
    return null;
  }
  at.params.used.add(text);
  if (param.type === "list" && !mayBeEmpty && Array.isArray(param.default) && param.default.length === 0) {
    at.reporter.error(
      name.place,
      "rule-param-default",
      `the default of "${text}" is an empty list, which decides nothing here`,
    );
    return null;
  }
  if (fits.includes(param.type)) return param;
  at.reporter.error(
    name.place,
    "rule-param-type",
    `parameter "${text}" is of type ${param.type}; here ${fits.join(" or ")} is expected`,
  );
  return null;
}

/** Checks what is declared under `params`: kinds and bounds agree. `params` has the right shape. */
export function checkParamDeclarations(
  params: Readonly<Record<string, Param>>,
  node: SourceNode,
  reporter: Reporter,
): void {
  for (const [name, param] of Object.entries(params)) {
    const at = valueOf(node, name)!;
    const place = valueOf(at, "default")!.place;
    const bad = defaultMistake(param);
    if (bad)
      reporter.error(
        place,
        "rule-param-default",
        `the default of "${name}" ${bad}; here is ${shown(valueOf(at, "default")!)}`,
      );
    const numeric = param.type === "number" || param.type === "days";
    for (const key of ["min", "max", "stricter"] as const) {
      if (param[key] === undefined || numeric) continue;
      reporter.error(
        entryOf(at, key)!.keyPlace,
        "rule-param-bounds",
        `"${key}" is for parameters of type number and days; "${name}" is ${param.type}`,
      );
    }
    if (bad || !numeric || typeof param.default !== "number") continue;
    if (param.min !== undefined && param.max !== undefined && param.min > param.max) {
      reporter.error(valueOf(at, "min")!.place, "rule-param-bounds", `min ${param.min} is more than max ${param.max}`);
    } else if (param.default < (param.min ?? -Infinity) || param.default > (param.max ?? Infinity)) {
      reporter.error(
        place,
        "rule-param-bounds",
        `the default of "${name}" is ${param.default}, out of its bounds ${boundsText(param)}`,
      );
    }
  }
}

function boundsText({ min, max }: Param): string {
  if (min === undefined) return `(at most ${max!})`;
  return max === undefined ? `(at least ${min})` : `(${min} to ${max})`;
}

/** What the default should be instead, or null if it is right. */
function defaultMistake({ type, default: value }: Param): string | null {
  switch (type) {
    case "number":
      return typeof value === "number" ? null : "is a number";
    case "days":
      return typeof value === "number" && Number.isInteger(value) && value >= 0 ? null : "is a whole number of days";
    case "list":
      return Array.isArray(value) ? null : "is a list";
    case "text":
      return typeof value === "string" ? null : "is text";
    case "boolean":
      return typeof value === "boolean" ? null : "is true or false";
  }
}

/** Reports parameters that nothing used. */
export function reportUnused(
  { declared, used }: DeclaredParams,
  node: SourceNode | undefined,
  reporter: Reporter,
): void {
  for (const name of declared.keys()) {
    if (used.has(name)) continue;
    reporter.error(
      entryOf(node, name)!.keyPlace,
      "rule-unused-param",
      `parameter "${name}" is not used anywhere`,
      `use it as an operand: {param: ${name}}`,
    );
  }
}
