import type { Framework, FrameworkControl, Library, NotCheckedBecause } from "../../../src/model/library.ts";
import type { Rule } from "../../../src/model/rule.ts";
import { GENERATED, anchor, table } from "./markdown.ts";
import type { NotShipped } from "./not-shipped.ts";

/** The frameworks whose every control has a rule, or a reason why it has none. */
export const COVERED_FRAMEWORKS = [
  "cis-aws-7.0",
  "cis-aws-3.0",
  "aws-fsbp",
  "cis-azure-6.0",
  "cis-azure-2.1",
  "mcsb-1",
];

const MEANINGS: Readonly<Record<NotCheckedBecause, string>> = {
  organisation: "a duty of people and process; no setting shows it",
  not_visible: "no call that only reads shows it",
  outside: "it lies in a place demarc does not read, such as the directory",
  guaranteed: "the cloud always does it, so nobody can fail",
  retired: "what it speaks of has ended",
  choice: "a purchase or a taste, not a weakness",
  later: "a rule could answer it and does not yet",
};

/** More rules than these fold away behind their number. */
const SHOWN = 4;

interface Answered {
  readonly control: FrameworkControl;
  readonly rules: readonly Rule[];
}

/** `docs/coverage.md`: what answers each control of the frameworks, or why nothing does, and what is not shipped. */
export function coveragePage({ rules, frameworks }: Library, notShipped: readonly NotShipped[]): string {
  const covered = COVERED_FRAMEWORKS.map((id) => frameworks.find((framework) => framework.id === id)!);
  const answered = new Map(covered.map((framework) => [framework, answersOf(framework, rules)]));
  return `${GENERATED}

# What is covered

For each control of six frameworks: the [rules](rules.md) that answer it, or the reason why none does. Labels are our own; the text of a
requirement is its publisher's. A rule that is named here supports a control. It seldom is all of it.

${summary(answered)}

*By evidence only*: every rule asks a person for it. The reasons: ${reasonWords()}

${covered.map((framework) => `${section(framework, answered.get(framework)!)}`).join("\n\n")}

## What is not shipped, and why

${notShipped.map(group).join("\n\n")}
`;
}

export function answersOf({ id, controls }: Framework, rules: readonly Rule[]): Answered[] {
  return controls.map((control) => ({
    control,
    rules: rules.filter((rule) => rule.controls[id]?.includes(control.id)),
  }));
}

function summary(answered: ReadonlyMap<Framework, readonly Answered[]>): string {
  const rows = [...answered].map(([framework, controls]) => {
    const some = controls.filter(({ rules }) => rules.length > 0);
    const byHand = some.filter(({ rules }) => rules.every(({ manual }) => manual));
    const name = nameOf(framework);
    const counts = [controls.length, some.length - byHand.length, byHand.length, controls.length - some.length];
    return [`[${name}](#${anchor(name)})`, ...counts.map(String)];
  });
  return table(["framework", "controls", "answered by rules", "by evidence only", "not answered"], rows);
}

function reasonWords(): string {
  return `${Object.entries(MEANINGS)
    .map(([word, meaning]) => `*${spoken(word)}*: ${meaning}`)
    .join("; ")}.`;
}

function section(framework: Framework, controls: readonly Answered[]): string {
  const rows = controls.map(({ control, rules }) => [
    control.id,
    control.label,
    rules.length > 0 ? ruleList(rules) : unanswered(control),
  ]);
  const note = framework.note === undefined ? "" : `\n${framework.note}.\n`;
  return `## ${nameOf(framework)}\n${note}\n${table(["control", "about", "answered by"], rows)}`;
}

function nameOf({ title, version }: Framework): string {
  return `${title} ${version}`;
}

function ruleList(rules: readonly Rule[]): string {
  const names = rules.map(({ id, manual }) => `\`${id}\`${manual ? " (evidence)" : ""}`).join("<br>");
  return rules.length > SHOWN ? `<details><summary>${rules.length} rules</summary>${names}</details>` : names;
}

function unanswered({ not_checked: why }: FrameworkControl): string {
  return why ? `*${spoken(why.because)}*: ${why.reason}` : "**nothing, and nobody has said why**";
}

function group({ because, why, examples }: NotShipped): string {
  const rows = examples.map(({ provider, what, why: reason }) => [provider, what, reason]);
  return `**${spoken(because)}.** ${why}\n\n${table(["cloud", "what", "why not"], rows)}`;
}

function spoken(word: string): string {
  return word.replaceAll("_", " ");
}
