import { suggest } from "../../diagnostics/suggest.ts";
import type { Library } from "../../model/library.ts";
import type { PartyKind } from "../../model/owner.ts";
import { UNASSIGNED } from "../../model/owner.ts";
import type { Reporter } from "../../source/reporter.ts";
import type { SourceNode } from "../../source/source-node.ts";
import { placeAt } from "../../source/source-node.ts";
import { checkTightened } from "./check-tightened.ts";
import type { Path, Report } from "./report-at.ts";
import type { OwnersFile } from "./shape.ts";

type Facts = Pick<Library, "roles" | "providers" | "rules">;
/** Kinds that can own a finding: people inside the house. */
const OWNING: ReadonlySet<PartyKind> = new Set(["team", "person"]);

/** Says what is wrong with more than one key of an `owners.yaml`. */
export function checkOwners(file: OwnersFile, node: SourceNode, facts: Facts, reporter: Reporter): void {
  const error = (path: Path, code: string, message: string, help?: string): void =>
    reporter.error(placeAt(node, path), `owners-${code}`, message, help);
  const warning = (path: Path, code: string, message: string, help?: string): void =>
    reporter.warning(placeAt(node, path), `owners-${code}`, message, help);
  checkParties(file, facts, error, warning);
  checkUnits(file, error, warning);
  checkAssignments(file, error);
  checkTightened(file, facts.rules, error);
}

function checkParties({ parties, units = {} }: OwnersFile, facts: Facts, error: Report, warning: Report): void {
  const seen = new Set<string>();
  const holders = new Map<string, string>();
  const roles = Object.keys(facts.roles.customer_roles);
  for (const [at, { id, kind, unit, role, provider }] of parties.entries()) {
    if (id === UNASSIGNED) error(["parties", at, "id"], "reserved", `"${UNASSIGNED}" is the word for nobody`);
    if (seen.has(id)) error(["parties", at, "id"], "party-twice", `the party "${id}" appears twice`);
    seen.add(id);
    if (role !== undefined && !roles.includes(role))
      warning(["parties", at, "role"], "unknown-role", `no rule and no layer asks for "${role}"`, unknown(role, roles));
    if (provider !== undefined && !Object.hasOwn(facts.providers, provider))
      error(
        ["parties", at, "provider"],
        "unknown-provider",
        `unknown provider "${provider}"`,
        unknown(provider, Object.keys(facts.providers)),
      );
    for (const name of [unit ?? []].flat()) {
      if (Object.hasOwn(units, name)) continue;
      const help = unknown(name, Object.keys(units));
      warning(["parties", at, "unit"], "unknown-unit", `"${name}" is not a unit of this file`, help);
    }
    if (role === undefined || !OWNING.has(kind)) continue;
    for (const name of unit === undefined ? [""] : [unit].flat()) {
      const other = holders.get(`${name} ${role}`);
      const where = name === "" ? "for all units" : `for the unit ${name}`;
      const help = "one party answers: give one of them another role or unit";
      if (other !== undefined)
        error(["parties", at, "role"], "role-twice", `"${other}" is ${role} ${where} already`, help);
      holders.set(`${name} ${role}`, id);
    }
  }
}

function checkUnits({ parties, units = {} }: OwnersFile, error: Report, warning: Report): void {
  const owners = new Map<string, string>();
  for (const [id, { accounts = [], subscriptions = [], accountable }] of Object.entries(units)) {
    const listed = accounts.map((it, at) => [it, "accounts", at] as const);
    const all = [...listed, ...subscriptions.map((it, at) => [it, "subscriptions", at] as const)];
    for (const [account, key, at] of all) {
      const folded = account.toLowerCase();
      const other = owners.get(folded);
      if (other !== undefined)
        error(["units", id, key, at], "account-twice", `${account} is in the unit ${other} already`);
      owners.set(folded, id);
    }
    if (accountable === undefined) continue;
    const party = parties.find((one) => one.id === accountable);
    const path = ["units", id, "accountable"];
    if (!party) warning(path, "no-party", `"${accountable}" is not a party of this file: nobody can be reached`);
    else if (!OWNING.has(party.kind)) error(path, "not-inside", notInside(party));
  }
}

function checkAssignments({ parties, units = {}, assign = [] }: OwnersFile, error: Report): void {
  for (const [at, { match, owner }] of assign.entries()) {
    if (matchStep(match) === null) {
      const found = Object.keys(match).join(", ") || "nothing";
      error(["assign", at, "match"], "match", `nothing is matched by ${found}`, MATCHES);
    }
    if (match.unit !== undefined && !Object.hasOwn(units, match.unit))
      error(
        ["assign", at, "match", "unit"],
        "unknown-unit",
        `"${match.unit}" is not a unit of this file`,
        unknown(match.unit, Object.keys(units)),
      );
    const path = ["assign", at, "owner"];
    if (owner === BY_TAG) {
      if (!match.tag) error(path, "by-tag", `"${BY_TAG}" needs a tag to match`);
      continue;
    }
    const party = parties.find(({ id }) => id === owner);
    const known = parties.map(({ id }) => id);
    if (!party) error(path, "unknown-party", `"${owner}" is not a party of this file`, unknown(owner, known));
    else if (!OWNING.has(party.kind)) error(path, "not-inside", notInside(party));
  }
}

/** An owner that is the tag's own value. */
export const BY_TAG = "{tag}";

const MATCHES = "match an id, a tag, a unit with a layer or a type or both, or an account";

/** The step of the cascade that a match belongs to; null for one that belongs to none. */
export function matchStep(match: object): "id" | "tag" | "unit" | "account" | null {
  const keys = Object.keys(match).toSorted().join(" ");
  if (keys === "id" || keys === "tag" || keys === "account") return keys;
  return keys === "layer unit" || keys === "type unit" || keys === "layer type unit" ? "unit" : null;
}

function notInside({ id, kind }: { readonly id: string; readonly kind: PartyKind }): string {
  return `"${id}" is a ${kind}: a finding is owned inside the house, by a team or a person`;
}

function unknown(word: string, known: readonly string[]): string {
  const near = suggest(word, known);
  return near === undefined ? `known here: ${known.join(", ") || "none"}` : `did you mean "${near}"?`;
}
