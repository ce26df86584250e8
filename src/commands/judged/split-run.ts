import { createAccountCells } from "../../evaluate/counts/account-cells.ts";
import { createPairCounter } from "../../evaluate/counts/pair-counts.ts";
import { compareKeys } from "../../model/compare-text.ts";
import type { Evaluation, PairCounts, Run } from "../../model/run.ts";
import { PART_WORDS } from "../arguments/arguments.ts";
import { groupBy } from "../../model/group-by.ts";

type PartWord = (typeof PART_WORDS)[number];

const VALUES: Readonly<Record<PartWord, (one: Evaluation) => string>> = {
  account: ({ resource }) => resource.account,
  owner: ({ owner }) => owner.id,
};

/** The placeholders in the name of a file; empty if everything goes into one file. */
export function partWords(file: string): PartWord[] {
  return PART_WORDS.filter((word) => file.includes(`{${word}}`));
}

export interface RunPart {
  readonly file: string;
  readonly run: Run;
}

/**
 * Splits the run into parts, one for each file. A part counts the pairs that the run keeps individually; if the run does
 * not keep all of them, the part says so. Facts about the whole estate are not split: the party-blind count of a part covers
 * its own pairs.
 */
export function splitRun(run: Run, file: string): RunPart[] {
  const words = partWords(file);
  const nameOf = (one: Evaluation): string =>
    words.reduce((name, word) => name.replaceAll(`{${word}}`, fileWord(VALUES[word](one))), file);
  const whole = run.evaluations.length === run.summary.pairs;
  return [...groupBy(run.evaluations, nameOf)].map(([name, evaluations]) => {
    const part = { ...run, ...partOf(run, evaluations) };
    const note = `counts are of the ${evaluations.length} pairs that the run holds one by one; --include all holds all`;
    return { file: name, run: whole ? part : { ...part, warnings: [...part.warnings, note] } };
  });
}

function countsOf(run: Run, evaluations: readonly Evaluation[]): PairCounts {
  const counter = createPairCounter(run.rules.map(({ id }) => id));
  const accounts = createAccountCells();
  for (const { outcome, rule_id: ruleId, severity, responsibility, resource, owner } of evaluations) {
    const { layer, party } = responsibility;
    counter.count({ outcome, ruleId, severity, layer, party });
    accounts.count({ ...resource, owner }, outcome);
    if (outcome === "fail") counter.addPartyBlind(true);
  }
  return { ...counter.counts(), by_account: accounts.counts() };
}

/** The counts by owner; empty if no owners are given, as in the whole run. */
function countsByOwner(run: Run, evaluations: readonly Evaluation[]): Run["summary"]["by_owner"] {
  if (Object.keys(run.summary.by_owner).length === 0) return {};
  const owners = [...groupBy(evaluations, ({ owner }) => owner.id)].toSorted(compareKeys);
  return Object.fromEntries(owners.map(([owner, own]) => [owner, countsOf(run, own)]));
}

function partOf(run: Run, evaluations: readonly Evaluation[]): Partial<Run> {
  const accounts = new Map<string, Set<string>>();
  for (const { resource } of evaluations) {
    accounts.set(resource.provider, (accounts.get(resource.provider) ?? new Set()).add(resource.account));
  }
  const seen = [...accounts.values()].flatMap((ids) => [...ids]).toSorted();
  const exempted = evaluations.flatMap(({ exemption }) => exemption ?? []);
  return {
    evaluations,
    blind_spots: run.blind_spots.filter(({ account }) => account === undefined || seen.includes(account)),
    scope: { ...run.scope, name: `${run.scope.name} ${seen.join(" ")}` },
    summary: {
      ...run.summary,
      ...countsOf(run, evaluations),
      by_owner: countsByOwner(run, evaluations),
      resources: new Set(evaluations.flatMap(({ resource }) => resource.id ?? [])).size,
      accounts: Object.fromEntries([...accounts].map(([provider, ids]) => [provider, [...ids].toSorted()])),
      exempted: exempted.length,
      disputed: exempted.filter(({ kind }) => kind === "false_positive").length,
      unknown_accepted: evaluations.filter(({ accepted_blind_spot: id }) => id !== undefined).length,
    },
  };
}

/** Makes text from a cloud safe as a part of a file name: no folder, no hidden file. */
function fileWord(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9._-]/g, "_").replace(/^\.+/, "_") || "_";
}
