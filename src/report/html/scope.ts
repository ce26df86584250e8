import { causeText, placesText } from "../text/causes.ts";
import { counted } from "../text/words.ts";
import { html, type Markup } from "./markup.ts";
import { type Section, table } from "./section.ts";
import type { View } from "./view.ts";

const PLACES_SHOWN = 3;

/** What was looked at, what was not and why, and what the report does not say. */
export function scopeAndLimits(view: View): Section {
  const { run } = view;
  const warnings = run.warnings.map((text) => html`<li>${text}</li>`);
  const body = html`${lookedAt(view)}${limits(view)}
    <h3>What was not read, and why</h3>
    ${causes(view)}${
      warnings.length > 0
        ? html`<h3>Warnings</h3>
            <ul>
              ${warnings}
            </ul>`
        : ""
    }`;
  return { id: "scope", title: "Scope and limits", body };
}

function lookedAt({ run: { scope, summary } }: View): Markup {
  const seen = Object.entries(summary.accounts).flatMap(([provider, ids]) => ids.map((id) => ({ provider, id })));
  const expected = scope.expected ?? [];
  const missing = expected.filter(({ provider, account }) => !summary.accounts[provider]?.includes(account));
  const rows = [
    ...seen.map(({ provider, id }) => [id, provider, "seen"]),
    ...missing.map(({ provider, account }) => [account, provider, "expected and not seen"]),
  ];
  const claim =
    scope.expected === undefined
      ? "No list of expected accounts was given, so the scope is what the identity that read it could see: an account that it cannot see is missing here, and nothing says so."
      : `${counted(expected.length, "account")} expected; ${missing.length === 0 ? "all were seen" : `${missing.length} ${missing.length === 1 ? "was" : "were"} not`}.`;
  return html`<p>${claim}</p>
    ${table("Accounts and subscriptions", [{ title: "Account" }, { title: "Provider" }, { title: "State" }], rows, "No account was seen.")}`;
}

function limits({ run: { summary } }: View): Markup {
  const { resources, resources_without_rules, skipped, age_unknown, party_blind, inherited } = summary;
  return html`<ul>
    <li>
      ${counted(resources, "resource")} ${resources === 1 ? "was" : "were"} looked at; for ${resources_without_rules} of
      them there is no rule.
    </li>
    ${skipped > 0 ? html`<li>${counted(skipped, "document")} left out, because deleted or recorded twice.</li>` : ""}
    ${age_unknown > 0 ? html`<li>For ${counted(age_unknown, "resource")}, the source does not say when it was read.</li>` : ""}
    <li>
      ${counted(inherited, "pair")} on the provider's side ${inherited === 1 ? "was" : "were"} not checked: the customer
      cannot change what ${inherited === 1 ? "it asks" : "they ask"} about.
    </li>
    <li>
      A scan that does not ask who is responsible would report ${counted(party_blind.would_fail, "fail")},
      ${party_blind.not_yours} of which the customer cannot fix.
    </li>
    <li>
      This is an assessment of configuration, not of activity: a report without findings does not prove that nothing
      happened.
    </li>
  </ul> `;
}

function causes({ causes: all }: View): Markup {
  const rows = all.map((cause) => [
    causeText(cause),
    cause.pairs,
    cause.rules.size,
    placesText({ ...cause, places: cause.places.map(shortPlace) }, PLACES_SHOWN),
    cause.mend,
  ]);
  const columns = [
    { title: "What", kind: "long" },
    { title: "Pairs", kind: "number" },
    { title: "Rules", kind: "number" },
    { title: "Where", kind: "long" },
    { title: "How to fix it", kind: "long" },
  ] as const;
  return table(
    "Causes of what is not known",
    columns,
    rows,
    "Nothing: everything that was requested was read.",
    "more cause",
  );
}

const LONGEST_PLACE = 60;

/** The end of a long path: what it is and its name. */
function shortPlace(place: string): string {
  return place.length <= LONGEST_PLACE ? place : `…/${place.split("/").slice(-2).join("/")}`;
}
