import { createHash } from "node:crypto";
import type { AttestationFacts } from "../../assess/attestations/read-attestations.ts";
import { createServiceOf } from "../../assess/service-of.ts";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { formatDiagnostic } from "../../diagnostics/format.ts";
import type { Library } from "../../model/library.ts";
import type { OwnerParty } from "../../model/owner.ts";
import type { Run } from "../../model/run.ts";
import { presentIds } from "./gate.ts";
import type { Io } from "../io.ts";
import type { OpenedOwners } from "./open-owners.ts";
import { says } from "../log.ts";
import { readWritten } from "./read-written.ts";

interface Context {
  readonly library: Library;
  readonly owners: OpenedOwners | undefined;
  /** ISO 8601 UTC. */
  readonly asOf: string;
}

/**
 * Opens what applies `attestations.yaml` to a run; without a file it does nothing. Call it before anything is read, so
 * that a mistake is found before a long collection. Warnings about the file go to stderr.
 *
 * @throws {DiagnosticError} listing every mistake in the file.
 */
export async function openAttestations(
  file: string | undefined,
  { library, owners, asOf }: Context,
  io: Io,
): Promise<(run: Run) => Run> {
  if (file === undefined) return (run) => run;
  const text = await readWritten(file, "the attestations", io);
  const { readAttestations } = await import("../../assess/attestations/read-attestations.ts");
  const { applyAttestations } = await import("../../assess/attestations/apply-attestations.ts");
  const { attestations, diagnostics } = readAttestations(
    text,
    file,
    attestationFacts(library, owners?.owners.parties ?? []),
  );
  if (diagnostics.some(({ severity }) => severity === "error")) throw new DiagnosticError(diagnostics);
  for (const one of says(io, "warning") ? diagnostics : []) await io.stderr.write(`${formatDiagnostic(one, text)}\n`);
  const ids = presentIds(library);
  const renew = new Map(
    library.rules.flatMap(({ id, manual }) => (manual ? [[id, Number.parseInt(manual.renew, 10)]] : [])),
  );
  const facts = {
    serviceOf: createServiceOf(library.providers),
    day: asOf.slice(0, 10),
    presentId: (rule: string) => ids.get(rule) ?? rule,
    renewOf: (rule: string) => renew.get(rule),
  };
  const digest = createHash("sha256").update(text).digest("hex");
  return (run) => {
    const attested = applyAttestations(run, attestations, facts);
    return { ...attested, digests: { ...attested.digests, attestations: digest } };
  };
}

/** `parties`: of `owners.yaml`; none: any word is taken for one. */
export function attestationFacts(library: Library, parties: readonly OwnerParty[]): AttestationFacts {
  return {
    parties: parties.map(({ id }) => id),
    providers: Object.keys(library.providers),
    rules: new Set(presentIds(library).keys()),
  };
}
