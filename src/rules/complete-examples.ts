import { suggest } from "../diagnostics/suggest.ts";
import { PathSyntaxError, parsePath } from "../evaluate/language/path.ts";
import type { Segment } from "../evaluate/language/path.ts";
import type { Reporter } from "../source/reporter.ts";
import type { SourceNode } from "../source/source-node.ts";
import { entryOf, nodeAt, placeAt } from "../source/source-node.ts";
import { applyChanges } from "./apply-changes.ts";
import type { Changes } from "./apply-changes.ts";
import { changedPaths } from "./changed-paths.ts";
import type { ChangedPath } from "./changed-paths.ts";
import type { Example } from "./examples.ts";
import { WHOLE_EXAMPLE_SHAPE } from "./rule-shape.ts";
import type { WrittenExample } from "./rule-shape.ts";

/** What `as_in` takes over from another example: everything that is judged, nothing that is said about it. */
type Situation = Pick<Example, "resource" | "related" | "reads" | "unread">;
const SITUATION = ["resource", "related", "reads", "unread"] as const satisfies readonly (keyof Situation)[];

/**
 * Completes examples written as changes to another: their own keys replace those they take over, then `set`, `remove`
 * and `add` change the rest. Null for one with a mistake, which is reported. `node` is the file.
 */
export function completeExamples(
  written: readonly WrittenExample[],
  node: SourceNode,
  reporter: Reporter,
): (Example | null)[] {
  const earlier = new Map<string, Example | null>();
  return written.map((one, i) => {
    const whole = completeExample(one, nodeAt(node, ["examples", i])!, earlier, reporter);
    earlier.set(one.name, whole);
    return whole;
  });
}

function completeExample(
  written: WrittenExample,
  node: SourceNode,
  earlier: ReadonlyMap<string, Example | null>,
  reporter: Reporter,
): Example | null {
  const { as_in: origin, set, add, remove, ...own } = written;
  if (origin === undefined) return checkAlone(written, node, reporter) ? (own as Example) : null;
  const other = earlier.get(origin);
  if (other === undefined) {
    const near = suggest(origin, earlier.keys());
    const help = near === undefined ? "it takes over what an example further up shows" : `did you mean "${near}"?`;
    reporter.error(placeAt(node, ["as_in"]), "rule-example", `no example before this one is named "${origin}"`, help);
  }
  if (!other) return null;
  const situation = { ...pickSituation(other), ...pickSituation(own) } as Situation;
  const isSound = changedPaths(node).map((path) => checkPath(path, situation, origin, reporter));
  if (isSound.includes(false)) return null;
  const changed = applyChanges(situation, { set, add, remove } as Changes, { evidence: [], fold: false });
  const whole = WHOLE_EXAMPLE_SHAPE.safeParse({ ...own, ...changed });
  if (whole.success) return whole.data as Example;
  const wrong = whole.error.issues[0]!.path.join(".");
  reporter.error(placeAt(node, ["as_in"]), "rule-example", `with its changes, "${wrong}" is not as an example has it`);
  return null;
}

/** Checks an example that is not based on another. */
function checkAlone({ resource }: WrittenExample, node: SourceNode, reporter: Reporter): boolean {
  const [change] = changedPaths(node);
  if (change)
    reporter.error(
      entryOf(node, change.by)!.keyPlace,
      "rule-example",
      `"${change.by}" changes another example: name it with "as_in"`,
    );
  if (resource === undefined) reporter.error(node.place, "rule-missing-key", '"resource" is missing');
  return change === undefined && resource !== undefined;
}

function pickSituation(example: Partial<Situation>): Partial<Situation> {
  return Object.fromEntries(SITUATION.flatMap((key) => (example[key] === undefined ? [] : [[key, example[key]]])));
}

/**
 * Checks that a path leads somewhere; otherwise it would change nothing, and the example would show nothing of its own.
 */
function checkPath(
  { text, place, by }: ChangedPath,
  situation: Situation,
  origin: string,
  reporter: Reporter,
): boolean {
  const refuse = (message: string, help?: string): false => {
    reporter.error(place, "rule-example", message, help);
    return false;
  };
  try {
    const { root, segments } = parsePath(text);
    const [first] = segments;
    if (root !== "element" || first?.kind !== "key" || !(SITUATION as readonly string[]).includes(first.key))
      return refuse(`"${text}" is not a place in an example`, `it begins with ${SITUATION.join(", ")}`);
    if (segments.some(({ kind }) => kind === "each" || kind === "entries"))
      return refuse(`"${text}" is more than one place`, "name the element: related[type=AWS::KMS::Key].id");
    if (isThere(situation, segments, by === "remove")) return true;
    return refuse(`"${origin}" has no ${text}`, by === "remove" ? undefined : "keys are made, elements are not");
  } catch (error) {
    if (!(error instanceof PathSyntaxError)) throw error;
    reporter.error(place, "rule-bad-path", `${error.message} in path "${text}"`);
    return false;
  }
}

/** Whether the path leads somewhere or, unless the `end` itself must exist, to where a key can be created. */
function isThere(situation: Situation, segments: readonly Segment[], end: boolean): boolean {
  let at: unknown = situation;
  for (const segment of segments) {
    const next = stepDown(at, segment);
    if (next === undefined) return segment.kind === "key" && !end && isMap(at);
    at = next;
  }
  return true;
}

function stepDown(at: unknown, segment: Segment): unknown {
  if (segment.kind === "key") return isMap(at) && Object.hasOwn(at, segment.key) ? at[segment.key] : undefined;
  if (segment.kind !== "pick" || !Array.isArray(at)) return undefined;
  return at.find((one: unknown) => String(stepDown(one, { kind: "key", key: segment.key })) === segment.value);
}

function isMap(at: unknown): at is Readonly<Record<string, unknown>> {
  return typeof at === "object" && at !== null && !Array.isArray(at);
}
