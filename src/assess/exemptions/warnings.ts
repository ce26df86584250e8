import type { RunExemption } from "../../model/exemption.ts";
import { daysBetween } from "../days.ts";

/** What a person should mend in `exemptions.yaml`, one line each, the loudest first. */
export function exemptionWarnings(exemptions: readonly RunExemption[], asOf: string, strict: boolean): string[] {
  const expired = exemptions.filter(({ state }) => state === "expired").map(expiredText);
  const changed = exemptions
    .filter(({ facts_changed: changed, state }) => changed > 0 && state !== "expired")
    .map((one) => changedText(one, strict));
  const expiring = exemptions
    .filter(({ state }) => state === "expiring")
    .map((one) => `${nameOf(one)} ends on ${one.until}, ${inDays(daysBetween(asOf, one.until))}`);
  const broad = exemptions
    .filter(({ over_broad: broad }) => broad)
    .map((one) => `${nameOf(one)} is over-broad, it matches ${fitted(one)}: name the resources`);
  const unused = exemptions.filter(({ unused }) => unused).map((one) => `${nameOf(one)} matches nothing: remove it`);
  return [
    ...few(expired, "expired"),
    ...few(changed, "were granted for other facts"),
    ...few(expiring, "end soon"),
    ...few(broad, "are over-broad"),
    ...few(unused, "match nothing"),
  ];
}

/** How many warnings of a kind are shown; with thousands of entries, nothing else would be visible. */
const MOST_TOLD = 20;

function few(texts: readonly string[], what: string): readonly string[] {
  const left = texts.length - MOST_TOLD;
  return left <= 0
    ? texts
    : [...texts.slice(0, MOST_TOLD), `${left} more entries ${what}: --format json lists them all`];
}

function expiredText(one: RunExemption): string {
  const again = one.matched === 0 ? "" : `: ${fitted(one)} open again`;
  return `${nameOf(one)} expired on ${one.until}, approved by ${one.approved_by}${again}`;
}

function changedText(one: RunExemption, strict: boolean): string {
  const open = strict ? ", and are open" : "";
  return `${nameOf(one)} was granted for other facts: ${one.facts_changed} of ${fitted(one)} changed${open}; review it`;
}

function nameOf({ id, kind }: RunExemption): string {
  return `${kind === "accepted_blind_spot" ? "accepted blind spot" : "exemption"} ${id}`;
}

function fitted({ kind, matched }: RunExemption): string {
  const word = kind === "accepted_blind_spot" ? "unknown pair" : "finding";
  return `${matched} ${word}${matched === 1 ? "" : "s"}`;
}

function inDays(days: number): string {
  return days === 0 ? "today" : days === 1 ? "in 1 day" : `in ${days} days`;
}
