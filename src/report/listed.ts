import type { Evaluation, Evidence, Run } from "../model/run.ts";
import { OUTCOMES, type Outcome } from "../model/words.ts";
import { compareEvaluations } from "./order.ts";
import { counted, evidenceSentence } from "./text/words.ts";

/** The outcomes that a format of records lists beside the findings, which always are. */
export type Include = "all" | readonly Outcome[];

const FACTS_SHOWN = 3;

/** What a format of records lists, in the order of every report. */
export function listedEvaluations(run: Run, include: Include): Evaluation[] {
  return run.evaluations
    .filter(({ outcome }) => outcome === "fail" || include === "all" || include.includes(outcome))
    .toSorted(compareEvaluations);
}

/**
 * What a list of these outcomes leaves out, as the run counts it and does not hold it; undefined: nothing. A scan saves passes
 * and what does not apply only where it was told to include them.
 */
export function notHeld({ evaluations, summary }: Run, include: Include): string | undefined {
  const wanted = OUTCOMES.filter((outcome) => include === "all" || include.includes(outcome));
  const left = wanted.flatMap((outcome) => {
    const held = evaluations.filter((one) => one.outcome === outcome).length;
    return held < summary[outcome] ? `${summary[outcome] - held} of ${summary[outcome]} ${outcome}` : [];
  });
  if (left.length === 0) return undefined;
  return `the run does not hold ${left.join(", ")}: scan with --save and --include ${include === "all" ? "all" : include.join(",")}`;
}

/** The findings that are not exempted, in the order of every report; those known from a baseline are among them. */
export function openFindings(run: Run): Evaluation[] {
  return run.evaluations
    .filter(({ outcome, exemption }) => outcome === "fail" && exemption === undefined)
    .toSorted(compareEvaluations);
}

/** Why the outcome is what it is: the facts that decided, else the reason. Not neutralised. */
export function factsSentence({ evidence, reason }: Evaluation): string {
  return evidence.length === 0 ? reason.replaceAll("_", " ") : evidenceSentences(evidence);
}

/** The first few of them, and how many there are more. Not neutralised. */
export function evidenceSentences(evidence: readonly Evidence[]): string {
  const shown = evidence.slice(0, FACTS_SHOWN).map(evidenceSentence);
  const more = evidence.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${counted(more, "more fact")}`] : [])].join("; ");
}

/** What the thing is called in a list: its id, or the place that was not read. Not neutralised. */
export function resourceLabel({ resource: { id, provider, account, region, type } }: Evaluation): string {
  return id ?? `${type} in ${provider} ${account} ${region}`;
}

/**
 * Whose it is, in which unit, and the step that decided; empty where nobody said who owns what. Not neutralised.
 */
export function ownerSentence({ owner: { id, unit, because } }: Evaluation, { parties }: Pick<Run, "parties">): string {
  if (parties.length === 0) return "";
  return `${id}${unit === null ? "" : `, unit ${unit}`}: ${because}`;
}

/** Who granted it, why and until when. Not neutralised. */
export function exemptionSentence({ exemption }: Evaluation): string {
  if (!exemption) return "";
  const { kind, reason, approved_by, until } = exemption;
  return `${kind.replaceAll("_", " ")}, approved by ${approved_by} until ${until}: ${reason}`;
}
