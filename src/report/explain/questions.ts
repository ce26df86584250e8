import type { Backing } from "../../model/attestation.ts";
import type { Responsibility } from "../../model/responsibility.ts";
import type { Evaluation, RunRule } from "../../model/run.ts";
import type { Outcome } from "../../model/words.ts";
import type { Row } from "../text/layout.ts";
import { listed, showPlace } from "../text/words.ts";
import { labelled, section } from "./page.ts";

/** The four questions that anybody asks of a duty, each with its answer. */
export interface Answers {
  readonly mine: string;
  readonly notTheirs: string;
  readonly who: string;
  readonly change: Change;
}

/** What evidence would change: of what was judged what came of it, of a type whose it is. */
interface Change {
  readonly asked: "changes the result?" | "what changes it?";
  readonly evidence: string;
}

export function questionRows({ mine, notTheirs, who, change }: Answers, title = "Whose it is"): Row[] {
  return section(title, [
    labelled("why mine?", mine),
    labelled("not the provider's?", notTheirs),
    labelled("who in my company?", who),
    labelled(change.asked, change.evidence),
  ]);
}

const FIELDS_SHOWN = 4;

/** Of evaluations of a run that have party, deciding fact and owner in common. */
export function answersOf(
  judged: readonly [Evaluation, ...Evaluation[]],
  rules: readonly Pick<RunRule, "consulted">[],
): Answers {
  const [{ responsibility, owner }] = judged;
  const { party, layer, decided_by: by, assumed } = responsibility;
  const asked = [...new Set(rules.flatMap(({ consulted }) => consulted))].toSorted();
  const consulted = asked.length === 0 ? "" : `; to be asked: ${asked.join(", ")}`;
  const unit = owner.unit === null ? "" : `, unit ${owner.unit}`;
  return {
    mine: mineWords(party, `layer ${layer}`, `${by.why}${assumed ? " (assumed)" : ""}`),
    notTheirs: notTheirsWords(
      party,
      `layer ${layer}`,
      by.path === null
        ? `nothing on it says otherwise (${by.step})`
        : `${by.path} is ${JSON.stringify(by.value)} (${by.step})`,
    ),
    who: `${owner.id}${unit}: ${owner.because}${consulted}`,
    change: { asked: "changes the result?", evidence: changeWords(judged) },
  };
}

/** What is open comes first: if anything is, what holds is left out. */
function changeWords(judged: readonly Evaluation[]): string {
  const of = (...outcomes: readonly Outcome[]): Evaluation[] =>
    judged.filter(({ outcome }) => outcomes.includes(outcome));
  const backed = (["inherited", "manual"] as const).flatMap((outcome) =>
    of(outcome).map(({ attestation }) => backingWords(attestation, outcome)),
  );
  const unknown = of("unknown");
  const open = [
    ...pathWords("another value of", of("fail")),
    ...(unknown.length > 0 && pathsOf(unknown).length === 0 ? ["a reading of what could not be read"] : []),
    ...pathWords("a reading of", unknown),
    ...new Set(backed),
  ];
  const words = open.length > 0 ? open : pathWords("another value of", of("pass", "not_applicable"));
  return words.join("; ") || "another setting of what decides whose it is";
}

function pathWords(verb: string, judged: readonly Evaluation[]): string[] {
  const paths = pathsOf(judged);
  return paths.length === 0 ? [] : [`${verb} ${listed(paths, FIELDS_SHOWN)}`];
}

function pathsOf(judged: readonly Evaluation[]): string[] {
  return [...new Set(judged.flatMap(({ evidence }) => evidence.map(({ path }) => showPlace(path))))];
}

/** Of layers of a type for which the model says the same, before any resource is seen. */
export function typeAnswers(
  type: string,
  same: readonly [Responsibility, ...Responsibility[]],
  exceptions: readonly { readonly id: string; readonly to: string }[],
  roles: readonly string[],
): Answers {
  const [{ party, decided_by: by, assumed }] = same;
  const layers = `${same.length === 1 ? "layer" : "layers"} ${same.map(({ layer }) => layer).join(", ")}`;
  const moves = exceptions.map(({ id, to }) => `${id} makes it ${to}`);
  return {
    mine: `${type}: ${mineWords(party, layers, `${by.why}${assumed ? " (assumed: nobody has classified the type)" : ""}`)}`,
    notTheirs: notTheirsWords(
      party,
      layers,
      moves.length === 0 ? "nothing on a resource moves it" : "no resource is looked at here",
    ),
    who:
      roles.length === 0
        ? "whoever owners.yaml names for the layer or the resource"
        : `whoever is ${roles.join(" or ")} in the resource's unit, unless owners.yaml says more`,
    change: {
      asked: "what changes it?",
      evidence: moves.length === 0 ? "nothing on a resource does" : `on a resource: ${listed(moves, FIELDS_SHOWN)}`,
    },
  };
}

function mineWords(party: Responsibility["party"], layers: string, why: string): string {
  if (party === "provider") return `it is not: nobody in your tenancy can change the ${layers}. ${why}`;
  if (party === "shared") return `your half of the ${layers} is: ${why}`;
  if (party === null) return `nobody could be named for the ${layers}: ${why}`;
  return `somebody in your tenancy can change the ${layers}: ${why}`;
}

function notTheirsWords(party: Responsibility["party"], layers: string, deciding: string): string {
  if (party === "provider") return `it is theirs: ${deciding}`;
  if (party === "shared") return `their half of the ${layers} is: ${deciding}`;
  if (party === null) return `nobody answers for it here: ${deciding}`;
  return `a duty leaves you on positive evidence only, and ${deciding}`;
}

function backingWords(backing: Backing | undefined, outcome: "inherited" | "manual"): string {
  if (!backing || backing.id === null)
    return outcome === "inherited"
      ? "nothing is attested: a report of the provider in attestations.yaml, read by one of yours"
      : "nobody has answered: a record in attestations.yaml whose scope names the rule";
  return `the attestation ${backing.id} stands behind it: ${backing.state.replaceAll("_", " ")}`;
}
