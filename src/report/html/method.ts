import { compareKeys } from "../../model/compare-text.ts";
import { html, type Markup } from "./markup.ts";
import { definitions, type Section } from "./section.ts";
import type { View } from "./view.ts";

/** How it was done, what the words mean, and by which digests it can be done again. */
export function method({ run }: View): Section {
  const digests = Object.entries(run.digests).toSorted(compareKeys);
  const body = html`<h3>Method</h3>
    <p>
      Every rule asks one question of every resource of its type. Before it is asked, the resource itself decides whose
      duty the answer is: each rule sits on a layer of the stack, and the kind of service and its own settings say who
      answers for that layer. A duty leaves the customer only on positive evidence; a type that is not known stays the
      customer's.
    </p>
    <p>
      A value that was not read is never taken for one that is absent: what rests on it is not known, and is listed with
      the call that was refused. All reading was reading alone: nothing was changed in any cloud. What may be a secret
      was masked before anything was judged or saved.
    </p>
    <h3>Words</h3>
    ${definitions(GLOSSARY)}
    <h3>To do it again</h3>
    <p>The same input and the same moment give the same report, byte for byte. These digests name what shaped it.</p>
    ${definitions(digests.map(([name, digest]): readonly [string, Markup] => [name, html`<code>${digest}</code>`]))}`;
  return { id: "method", title: "Method and glossary", body };
}

const GLOSSARY: readonly (readonly [word: string, meaning: string])[] = [
  ["pair", "one rule asked of one resource, or of a blind spot: what is counted"],
  ["pass", "the setting is as the rule wants it"],
  ["fail", "the setting is not as the rule wants it: a finding, and the customer must act"],
  ["unknown", "not answered, because something it rests on was not read"],
  ["manual", "no interface shows it: a person's evidence is asked for"],
  ["inherited", "the provider's side: not checked, neither a pass nor a fail; the provider's own evidence answers"],
  ["not applicable", "the question does not arise for this resource"],
  ["blind spot", "something in scope that was not read, and why"],
  ["layer", "one slice of the stack that a duty sits on, from the building to the user's device"],
  [
    "customer, provider, shared",
    "who answers for a layer of a resource; of a shared duty the customer's half is checked",
  ],
  ["exemption", "an accepted or disputed finding: with reason, approver and end date"],
  ["attestation", "dated evidence for a duty that no interface shows"],
  [
    "service model",
    "infrastructure (iaas), containers (caas), functions (faas), platform (paas) or software (saas) as a service",
  ],
];
