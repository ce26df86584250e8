import { createHash } from "node:crypto";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { suggest } from "../../diagnostics/suggest.ts";
import { compareKeys } from "../../model/compare-text.ts";
import type { ExemptionKind } from "../../model/exemption.ts";
import { createReporter, sortDiagnostics, type Reporter } from "../../source/reporter.ts";
import { checkShape } from "../../source/shape.ts";
import { placeAt, type SourceNode, type SourcePlace } from "../../source/source-node.ts";
import { readSource } from "../../source/yaml-source.ts";
import { addDays, daysBetween } from "../days.ts";
import { fitsGlob } from "../glob.ts";
import { EXEMPTIONS_SHAPE, type ExemptionsFile } from "./shape.ts";

/** An entry of `exemptions.yaml`, ready to be matched against evaluations. */
export interface Grant {
  readonly id: string;
  readonly kind: ExemptionKind | "accepted_blind_spot";
  /** The rule's present id; null on an accepted blind spot. */
  readonly rule: string | null;
  readonly match: Readonly<Record<string, string>>;
  readonly reason: string;
  readonly approved_by: string;
  readonly until: string;
  /** Digest of the facts it was granted for. */
  readonly facts?: string;
}

export interface ReadExemptions {
  /** Empty where the file has mistakes. */
  readonly grants: readonly Grant[];
  /** Sorted. A rule that nobody knows is a warning: rules go, and the gate must not break for that. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface ExemptionsContext {
  /** Every id and alias of a rule, to its present id. */
  readonly rules: ReadonlyMap<string, string>;
  /** Names of the clouds that there are. */
  readonly providers: readonly string[];
  /** ISO 8601 UTC. */
  readonly asOf: string;
  /** When it is, where another moment is judged for. Missing: `asOf`. */
  readonly now?: string;
  /** Days from the day of granting, or from `asOf` where that is not said. */
  readonly longest: number;
}

/** Reads `exemptions.yaml`. `file` is the name that diagnostics give. */
export function readExemptions(text: string, file: string, context: ExemptionsContext): ReadExemptions {
  const reporter = createReporter(file);
  const root = readSource(text, reporter);
  const written = root && checkShape(EXEMPTIONS_SHAPE, root, reporter, "exemptions");
  const grants = root && written ? grantsOf(written, root, reporter, context) : [];
  const diagnostics = sortDiagnostics(reporter.diagnostics);
  return { grants: diagnostics.some(({ severity }) => severity === "error") ? [] : grants, diagnostics };
}

function grantsOf(written: ExemptionsFile, root: SourceNode, reporter: Reporter, context: ExemptionsContext): Grant[] {
  const seen = new Set<string>();
  const keep = (read: Grant, granted: string | undefined, path: readonly PropertyKey[]): Grant => {
    const grant = { ...read, match: inOrder(read.match) };
    const place = placeAt(root, [...path, "until"]);
    if (seen.has(grant.id)) {
      reporter.error(placeAt(root, [...path, "id"]), "exemptions-id-twice", `"${grant.id}" appears twice`);
    }
    seen.add(grant.id);
    if (granted !== undefined) checkGranted(granted, placeAt(root, [...path, "granted"]), reporter, context);
    const from = granted ?? context.asOf;
    if (daysBetween(from, grant.until) > context.longest) {
      const help = `write ${addDays(from, context.longest)} at the latest, or raise --longest-exemption`;
      const since = granted === undefined ? "" : ` after ${granted}`;
      reporter.error(place, "exemptions-too-long", `more than ${context.longest} days ahead${since}`, help);
    }
    return grant;
  };
  const exemptions = (written.exemptions ?? []).map(({ id, kind, rule, match, granted, ...rest }, index) => {
    const path = ["exemptions", index];
    const known = context.rules.get(rule);
    if (known === undefined) {
      const near = suggest(rule, context.rules.keys());
      const help =
        near === undefined ? "remove the entry, or name a rule of `demarc rules list`" : `did you mean "${near}"?`;
      reporter.warning(
        placeAt(root, [...path, "rule"]),
        "exemptions-unknown-rule",
        `no rule is called "${rule}"`,
        help,
      );
    }
    const own = { kind, rule: known ?? rule, match };
    return keep({ id: id ?? idOf(own), ...own, ...rest }, granted, path);
  });
  const spots = (written.accepted_blind_spots ?? []).map(({ id, scope, type, call, granted, ...rest }, index) => {
    const path = ["accepted_blind_spots", index];
    checkProvider(scope.provider, placeAt(root, [...path, "scope", "provider"]), reporter, context);
    const match = { ...scope, ...(type !== undefined && { type }), ...(call !== undefined && { call }) };
    const own = { kind: "accepted_blind_spot", rule: null, match } as const;
    return keep({ id: id ?? idOf(own), ...own, ...rest }, granted, path);
  });
  return [...exemptions, ...spots];
}

/** Granted on a day to come, it could last as long as anybody likes: its longest time counts from there. Tomorrow is today elsewhere. */
function checkGranted(
  granted: string,
  place: SourcePlace,
  reporter: Reporter,
  { asOf, now = asOf }: ExemptionsContext,
): void {
  const latest = addDays(now > asOf ? now : asOf, 0);
  if (daysBetween(latest, granted) > 1)
    reporter.error(place, "exemptions-not-granted", "granted on a day in the future", `write ${latest} at the latest`);
}

/** Clouds, unlike rules, never go away: an unknown name, or one in another case, would never match anything. */
function checkProvider(
  name: string | undefined,
  place: SourcePlace,
  reporter: Reporter,
  { providers }: ExemptionsContext,
): void {
  if (name === undefined || providers.some((known) => fitsGlob(name, known))) return;
  const near = suggest(name, providers);
  const help = near === undefined ? `known are ${providers.join(", ")}` : `did you mean "${near}"?`;
  reporter.error(place, "exemptions-unknown-provider", `unknown provider "${name}"`, help);
}

/** As a saved run has them: a report that is written again from one is the same to the byte. */
function inOrder(match: Grant["match"]): Grant["match"] {
  return Object.fromEntries(Object.entries(match).toSorted(compareKeys));
}

/** The same for the same entry, whatever its words and its date become: `<rule>-1f0c2a`. */
function idOf(own: Pick<Grant, "kind" | "rule" | "match">): string {
  const parts = Object.entries(own.match)
    .map(([key, value]) => `${key}=${value}`)
    .toSorted();
  const digest = createHash("sha256").update([own.kind, own.rule ?? "", ...parts].join("\n"));
  return `${own.rule ?? "blind-spot"}-${digest.digest("hex").slice(0, 6)}`;
}
