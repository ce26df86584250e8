import type { Backing } from "../../model/attestation.ts";
import type { Responsibility } from "../../model/responsibility.ts";
import type { Evaluation, RunRule } from "../../model/run.ts";
import type { Layer } from "../../model/words.ts";
import type { Row } from "../text/layout.ts";
import { listed } from "../text/words.ts";
import { labelled, section } from "./page.ts";

/** The four questions that anybody asks of a duty, each with its answer. */
export interface Answers {
  readonly mine: string;
  readonly notTheirs: string;
  readonly who: string;
  readonly evidence: string;
}

export function questionRows({ mine, notTheirs, who, evidence }: Answers): Row[] {
  return section("Whose it is", [
    labelled("why mine?", mine),
    labelled("not the provider's?", notTheirs),
    labelled("who in my company?", who),
    labelled("what changes it?", evidence),
  ]);
}

const FIELDS_SHOWN = 4;

/** Of an evaluation of a run. */
export function answersOf(evaluation: Evaluation, rule: RunRule): Answers {
  const { responsibility, owner, outcome, attestation, evidence } = evaluation;
  const { party, layer, decided_by: by, assumed } = responsibility;
  const consulted = rule.consulted.length === 0 ? "" : `; to be asked: ${rule.consulted.join(", ")}`;
  const unit = owner.unit === null ? "" : `, unit ${owner.unit}`;
  return {
    mine: mineWords(party, layer, `${by.why}${assumed ? " (assumed)" : ""}`),
    notTheirs: notTheirsWords(
      party,
      layer,
      by.path === null
        ? `nothing on it says otherwise (${by.step})`
        : `${by.path} is ${JSON.stringify(by.value)} (${by.step})`,
    ),
    who: `${owner.id}${unit}: ${owner.because}${consulted}`,
    evidence:
      outcome === "inherited" || outcome === "manual"
        ? backingWords(attestation, outcome)
        : evidence.length === 0
          ? "a reading of what could not be read"
          : `another value of ${listed([...new Set(evidence.map(({ path }) => path))], FIELDS_SHOWN)}`,
  };
}

/** Of a rule's layer on one of its types, before any resource is seen. */
export function typeAnswers(
  type: string,
  { party, layer, decided_by: by, assumed }: Responsibility,
  exceptions: readonly { readonly id: string; readonly to: string }[],
  role: string | null,
): Answers {
  const moves = exceptions.map(({ id, to }) => `${id} makes it ${to}`);
  return {
    mine: `${type}: ${mineWords(party, layer, `${by.why}${assumed ? " (assumed: nobody has classified the type)" : ""}`)}`,
    notTheirs: notTheirsWords(
      party,
      layer,
      moves.length === 0 ? "nothing on a resource moves it" : "no resource is looked at here",
    ),
    who:
      role === null
        ? "whoever owners.yaml names for the layer or the resource"
        : `the ${role} of the resource's unit, unless owners.yaml says more`,
    evidence: moves.length === 0 ? "nothing on a resource does" : `on a resource: ${listed(moves, FIELDS_SHOWN)}`,
  };
}

function mineWords(party: Responsibility["party"], layer: Layer, why: string): string {
  if (party === "provider") return `it is not: nobody in your tenancy can change the layer ${layer}. ${why}`;
  if (party === "shared") return `your half of the layer ${layer} is: ${why}`;
  if (party === null) return `nobody could be named for the layer ${layer}: ${why}`;
  return `somebody in your tenancy can change the layer ${layer}: ${why}`;
}

function notTheirsWords(party: Responsibility["party"], layer: Layer, deciding: string): string {
  if (party === "provider") return `it is theirs: ${deciding}`;
  if (party === "shared") return `their half of the layer ${layer} is: ${deciding}`;
  return `a duty leaves you on positive evidence only, and ${deciding}`;
}

function backingWords(backing: Backing | undefined, outcome: "inherited" | "manual"): string {
  if (!backing || backing.id === null)
    return outcome === "inherited"
      ? "nothing is attested: a report of the provider in attestations.yaml, read by one of yours"
      : "nobody has answered: a record in attestations.yaml whose scope names the rule";
  return `the attestation ${backing.id} stands behind it: ${backing.state.replaceAll("_", " ")}`;
}
