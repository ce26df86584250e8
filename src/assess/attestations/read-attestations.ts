import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { suggest } from "../../diagnostics/suggest.ts";
import { createReporter, sortDiagnostics } from "../../source/reporter.ts";
import { checkShape } from "../../source/shape.ts";
import { placeAt } from "../../source/source-node.ts";
import { readSource } from "../../source/yaml-source.ts";
import { daysBetween } from "../days.ts";
import { MANUAL } from "./customer-duties.ts";
import { ATTESTATIONS_SHAPE } from "./shape.ts";
import type { AttestationFile } from "./shape.ts";

export interface ReadAttestations {
  /** Empty where a mistake leaves nothing to go by. */
  readonly attestations: readonly AttestationFile[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface AttestationFacts {
  /** Of `owners.yaml`; empty: any word is taken. */
  readonly parties: readonly string[];
  readonly providers: readonly string[];
  /** Every id that a rule has or had. */
  readonly rules: ReadonlySet<string>;
}

type Path = readonly (string | number)[];
type Say = (path: Path, code: string, message: string, help?: string) => void;

/** Reads `attestations.yaml`. `file` is the name that diagnostics give. A rule that nobody knows is a warning: rules go. */
export function readAttestations(text: string, file: string, facts: AttestationFacts): ReadAttestations {
  const reporter = createReporter(file);
  const node = readSource(text, reporter);
  const list = node && checkShape(ATTESTATIONS_SHAPE, node, reporter, "attestations");
  if (list) {
    const error: Say = (path, code, ...words) => reporter.error(placeAt(node, path), `attestations-${code}`, ...words);
    const warning: Say = (path, code, ...words) =>
      reporter.warning(placeAt(node, path), `attestations-${code}`, ...words);
    const seen = new Set<string>();
    const ids = new Set(list.map(({ id }) => id));
    for (const [at, attestation] of list.entries()) {
      const { id } = attestation;
      if (seen.has(id)) error([at, "id"], "id-twice", `"${id}" appears twice`);
      seen.add(id);
      checkDays(attestation, [at], error);
      checkOpinion(attestation, [at], error);
      checkParty(attestation, [at], facts, error);
      checkRules(attestation, [at], facts, ids, warning);
    }
  }
  const diagnostics = sortDiagnostics(reporter.diagnostics);
  const broken = diagnostics.some(({ severity }) => severity === "error");
  return { attestations: list && !broken ? list : [], diagnostics };
}

function checkDays({ period, expires, bridge, evidence }: AttestationFile, at: Path, error: Say): void {
  if (daysBetween(period.start, period.end) < 0)
    error([...at, "period", "end"], "days", "the period ends before it starts");
  if (expires !== undefined && daysBetween(period.start, expires) < 0)
    error([...at, "expires"], "days", "it expires before its period starts");
  if (bridge && daysBetween(period.end, bridge.until) < 0)
    error([...at, "bridge", "until"], "days", "the bridge ends before the period does");
  if (evidence?.reviewed_on !== undefined && evidence.reviewed_by === undefined)
    error([...at, "evidence", "reviewed_on"], "review", '"reviewed_by" is missing: who has read it');
}

function checkOpinion({ opinion = "unqualified", exceptions = [] }: AttestationFile, at: Path, error: Say): void {
  if (opinion === "qualified" && exceptions.length === 0)
    error([...at, "opinion"], "opinion", "a qualified opinion names its exceptions", "give the layer and text of each");
  if (opinion === "unqualified" && exceptions.length > 0)
    error([...at, "exceptions"], "opinion", "an unqualified opinion has no exceptions", "write opinion: qualified");
}

function checkParty({ party }: AttestationFile, at: Path, facts: AttestationFacts, error: Say): void {
  const known = [...facts.parties, ...facts.providers];
  if (facts.parties.length === 0 || known.includes(party)) return;
  const near = suggest(party, known);
  const help = near === undefined ? `known here: ${known.join(", ")}` : `did you mean "${near}"?`;
  error([...at, "party"], "unknown-party", `"${party}" is not a party of owners.yaml`, help);
}

function checkRules(
  { scope, customer_duties: duties = [] }: AttestationFile,
  at: Path,
  { rules }: AttestationFacts,
  ids: ReadonlySet<string>,
  warning: Say,
): void {
  const check = (word: string, path: Path): void => {
    const record = word.startsWith(MANUAL);
    const name = record ? word.slice(MANUAL.length) : word;
    const known = record ? ids : rules;
    if (known.has(name)) return;
    const near = suggest(name, known);
    const what = record ? `no attestation "${name}" in this file` : `no rule "${name}"`;
    warning(
      path,
      record ? "unknown-record" : "unknown-rule",
      what,
      near && `did you mean "${record ? MANUAL : ""}${near}"?`,
    );
  };
  for (const [i, rule] of (scope?.rules ?? []).entries()) check(rule, [...at, "scope", "rules", i]);
  for (const [i, duty] of duties.entries())
    for (const [j, word] of duty.satisfied_by.entries()) check(word, [...at, "customer_duties", i, "satisfied_by", j]);
}
