import { compareKeys } from "../../model/compare-text.ts";
import { html, type Markup } from "./markup.ts";
import { definitions, type Section } from "./section.ts";
import type { View } from "./view.ts";

/** How it was done, what the words mean, and by which digests it can be done again. */
export function method({ run }: View): Section {
  const digests = Object.entries(run.digests).toSorted(compareKeys);
  const body = html`<h3>Method</h3>
    <p>
      Every rule asks one question about every resource of its type. Before that, the resource itself decides whose
      responsibility the answer is: each rule belongs to a layer of the stack, and the kind of service and the
      resource's own settings say who answers for that layer. A duty moves away from the customer only on positive
      evidence; an unknown type stays with the customer.
    </p>
    <p>
      A value that was not read is never treated as absent: what depends on it is unknown, and is listed with the call
      that was refused. Only read calls were made: nothing was changed in any cloud. Values that may be secrets were
      masked before anything was judged or saved.
    </p>
    <h3>Glossary</h3>
    ${definitions(GLOSSARY)}
    <h3>Reproducing this report</h3>
    <p>
      The same input judged as of the same time gives the same report, byte for byte. These digests identify what went
      into it.
    </p>
    ${definitions(digests.map(([name, digest]): readonly [string, Markup] => [name, html`<code>${digest}</code>`]))}`;
  return { id: "method", title: "Method and glossary", body };
}

const GLOSSARY: readonly (readonly [word: string, meaning: string])[] = [
  ["pair", "one rule and one resource, or one rule and one blind spot: the unit of all counts"],
  ["pass", "the setting is as the rule wants it"],
  ["fail", "the setting is not as the rule wants it: a finding, and the customer must act"],
  ["unknown", "not answered, because something it depends on was not read"],
  ["manual", "no API shows it: it takes evidence from a person"],
  [
    "inherited",
    "the provider's responsibility: not checked, neither a pass nor a fail; it rests on the provider's own evidence",
  ],
  ["not applicable", "the question does not arise for this resource"],
  ["blind spot", "something in scope that was not read, and why"],
  ["layer", "the part of the stack that a duty belongs to, from the building to the user's device"],
  [
    "customer, provider, shared",
    "who answers for a layer of a resource; for a shared duty, the customer's half is checked",
  ],
  ["exemption", "an accepted or disputed finding, with a reason, an approver and an end date"],
  ["attestation", "dated evidence for a duty that no API shows"],
  [
    "service model",
    "infrastructure (iaas), containers (caas), functions (faas), platform (paas) or software (saas) as a service",
  ],
];
