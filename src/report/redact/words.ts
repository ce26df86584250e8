import { UNASSIGNED } from "../../model/owner.ts";
import type { EvaluatedResource, Run } from "../../model/run.ts";
import type { Pseudonyms } from "./pseudonyms.ts";
import { createScrub } from "./scrub.ts";
import type { Vocabulary } from "./vocabulary.ts";

export interface RedactOptions extends Pick<Pseudonyms, "nameOf" | "rekeyed"> {
  readonly vocabulary: Vocabulary;
  /** Teams and units too; else these keep their names. */
  readonly owners: boolean;
}

/** How a redacted run words each kind of thing. */
export interface Words extends Pick<Pseudonyms, "nameOf" | "rekeyed"> {
  readonly account: (id: string) => string;
  readonly resource: (resource: EvaluatedResource) => string;
  readonly owner: (id: string) => string;
  readonly unit: (id: string) => string;
  /** Ids of all parties, as they were. */
  readonly parties: ReadonlySet<string>;
  readonly text: (text: string) => string;
  readonly value: (value: unknown) => unknown;
}

/** Marks that mean everything, and the organisation as a whole. */
const NO_NAMES: readonly string[] = ["", "*", "organization"];

export function wordsOf(runs: readonly Run[], { nameOf, rekeyed, vocabulary, owners }: RedactOptions): Words {
  const named = (kind: string, value: string): string => (NO_NAMES.includes(value) ? value : nameOf(kind, value));
  const accountIds = new Set(runs.flatMap(accountsOf));
  const account = (id: string): string => named("account", id);
  const resource = ({ id, name, type, account: place, region }: EvaluatedResource): string => {
    if (id === null) return name === "" ? "" : named("text", name);
    if (id === `${place}/${region}`) return `${account(place)}/${region}`;
    return accountIds.has(id) ? account(id) : named(kindOf(type), id);
  };
  const owner = (id: string): string => (owners && id !== UNASSIGNED ? named("owner", id) : id);
  const unit = (id: string): string => (owners ? named("unit", id) : id);

  const known = new Map<string, string>();
  const teach = (name: string, pseudonym: string): void =>
    void (name === "" || known.set(name.toLowerCase(), pseudonym));
  for (const run of runs) {
    for (const one of thingsOf(run)) {
      if (one.id !== "organization" && one.name !== one.region) teach(one.name, resource(one));
      if (one.id !== null) teach(one.id, resource(one));
    }
    for (const { id } of run.exemptions) teach(id, named("exemption", id));
    for (const { id, customer_duties: duties } of run.attestations) {
      teach(id, named("attestation", id));
      for (const duty of duties) teach(duty.id, named("duty", duty.id));
    }
    for (const { id } of run.parties) teach(id, owner(id));
    for (const { id } of run.units) teach(id, unit(id));
    teach(run.scope.name, named("scope", run.scope.name));
  }
  for (const id of accountIds) if (!NO_NAMES.includes(id)) teach(id, account(id));
  const open = new Set([...vocabulary, ...runs.flatMap(openWords)]);
  const scrub = createScrub({ known: known, vocabulary: open, nameOf });
  const parties = new Set(runs.flatMap((run) => run.parties.map(({ id }) => id)));
  return { nameOf: named, parties, rekeyed, account, resource, owner, unit, ...scrub };
}

/** Words of the cloud in this run that name nothing of the customer's: regions, types, calls and errors. */
function openWords({ estate, blind_spots: spots, evaluations }: Run): string[] {
  const places = estate.flatMap(({ regions, type, service }) => [...regions, type, service]);
  // What evaluations share is looked at once.
  const facts = new Set(evaluations.map(({ evidence }) => evidence));
  const unread = [...facts].flatMap((evidence) => evidence.filter(({ state }) => state === "unread"));
  const said = [
    ...spots.flatMap(({ call, code }) => [call, code]),
    ...unread.flatMap(({ call, seen }) => [call, seen]),
  ];
  const calls = new Set(
    said.filter((text) => typeof text === "string").flatMap((text) => text.match(CALL_OR_ERROR) ?? []),
  );
  return [...places, ...[...calls].flatMap((call) => [call, ...call.split(":")])].map((word) => word.toLowerCase());
}

/** `iam:GetRole`, `AccessDeniedException`. */
const CALL_OR_ERROR =
  /(?<![\w:-])(?:[a-z][a-z\d-]*:[A-Z][A-Za-z\d]+|[A-Z][A-Za-z]+(?:Denied|Error|Exception|Failed|Limiting|Operation))(?![\w:-])/g;

function accountsOf({ evaluations, summary, scope, blind_spots: spots }: Run): string[] {
  return [
    ...evaluations.map(({ resource }) => resource.account),
    ...Object.values(summary.accounts).flat(),
    ...(scope.expected ?? []).map((part) => part.account),
    ...spots.flatMap(({ account }) => account ?? []),
  ];
}

function thingsOf({ evaluations, baseline }: Run): Set<EvaluatedResource> {
  return new Set([...evaluations, ...(baseline?.fixed ?? [])].map(({ resource }) => resource));
}

/** `AWS::EC2::SecurityGroup` is a `security-group`. */
function kindOf(type: string): string {
  const last = type.split(/::|\//).at(-1) ?? "";
  const kind = last
    .replaceAll(/([a-z\d])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
  return kind === "" ? "resource" : kind;
}
