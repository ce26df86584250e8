import { compareKeys, compareText } from "../model/compare-text.ts";
import type { Run } from "../model/run.ts";
import type { Layer } from "../model/words.ts";
import { canonical, safeJson } from "./canonical.ts";
import { groupBy } from "../model/group-by.ts";
import { controlId, documentUuid, metadataOf, prose } from "./oscal/document.ts";
import { uuidOf } from "./oscal/uuid.ts";
import type { Titles } from "./titles.ts";

const CATALOG = "nist-800-53-r5";

/** One layer of one provider's services, as a control asks about it, and who answers. */
interface Share {
  readonly control: string;
  readonly provider: string;
  readonly layer: Layer;
  readonly party: "customer" | "provider" | "shared";
}

/**
 * Who answers for what, as an OSCAL system security plan: what each provider provides and leaves to the customer, what
 * the customer inherits and satisfies, control by control. Controls that no rule is mapped to are left out.
 */
export function renderOscalSsp(run: Run, { titles }: { readonly titles: Titles }): string {
  const shares = sharesOf(run);
  const providers = [...new Set(shares.map(({ provider }) => provider))].toSorted(compareText);
  const requirements = [...groupBy(shares, ({ control }) => control)]
    .toSorted(compareKeys)
    .map(([control, own]) => requirementOf(control, own, titles));
  const document = {
    "system-security-plan": {
      uuid: documentUuid(run, "system-security-plan"),
      metadata: metadataOf(run, "Responsibility matrix"),
      "import-profile": { href: `#${PROFILE}` },
      "system-characteristics": characteristicsOf(run),
      "system-implementation": {
        components: [
          component(SYSTEM, "this-system", "The customer's part", "What the customer configures and answers for."),
          ...providers.map((name) =>
            component(providerUuid(name), "leveraged-system", name, `The services of ${name} that were assessed.`),
          ),
        ],
      },
      "control-implementation": {
        description: "Drawn from the settings of the resources that were assessed.",
        "implemented-requirements":
          requirements.length > 0 ? requirements : [{ uuid: uuidOf("requirement", "none"), "control-id": "none" }],
      },
      "back-matter": {
        resources: [
          { uuid: PROFILE, title: "NIST SP 800-53 rev. 5", description: "The catalog whose controls are named." },
        ],
      },
    },
  };
  return `${safeJson(canonical(document), 2)}\n`;
}

const PROFILE = uuidOf("profile", CATALOG);
const SYSTEM = uuidOf("component", "this-system");

function providerUuid(name: string): string {
  return uuidOf("component", "provider", name);
}

function component(uuid: string, type: string, title: string, description: string): object {
  return { uuid, type, title: prose(title), description: prose(description), status: { state: "operational" } };
}

function characteristicsOf({ scope }: Run): object {
  return {
    "system-ids": [{ id: prose(scope.name) }],
    "system-name": prose(scope.name),
    description: "The estate that was assessed.",
    "system-information": {
      "information-types": [
        { title: "not classified here", description: "The assessment does not classify information." },
      ],
    },
    status: { state: "operational" },
    "authorization-boundary": { description: "The accounts and subscriptions of the run." },
  };
}

function sharesOf({ rules, estate }: Run): Share[] {
  const shares = new Map<string, Share>();
  for (const { controls, layer, types } of rules) {
    const ids = (Object.hasOwn(controls, CATALOG) ? controls[CATALOG]! : []).flatMap((id) => controlId(id) ?? []);
    for (const { provider, type, layers } of ids.length > 0 ? estate : []) {
      if (!types.includes(type)) continue;
      for (const { layer: judged, party } of layers) {
        if (judged !== layer || party === null) continue;
        for (const control of ids) {
          shares.set(JSON.stringify([control, provider, layer, party]), { control, provider, layer, party });
        }
      }
    }
  }
  return [...shares].toSorted(compareKeys).map(([, share]) => share);
}

const ORIGINS = { customer: "customer-provided", provider: "inherited", shared: "customer-configured" } as const;

function requirementOf(control: string, shares: readonly Share[], titles: Titles): object {
  const theirs = shares.filter(({ party }) => party !== "customer");
  const exports = [...groupBy(theirs, ({ provider }) => provider)].map(([provider, own]) =>
    exportOf(control, provider, own, titles),
  );
  return {
    uuid: uuidOf("requirement", control),
    "control-id": control,
    "by-components": [...exports, customersPart(control, shares, titles)],
  };
}

/** The provider's side: what it does by itself, and what it leaves to the customer. */
function exportOf(control: string, provider: string, shares: readonly Share[], titles: Titles): object {
  const provided = shares.map((share) => ({
    uuid: shareUuid("provided", share),
    description: prose(`${titles.layer(share.layer)}: ${share.party === "provider" ? "whole" : "the provider's half"}`),
  }));
  const left = shares.filter(({ party }) => party === "shared");
  return {
    uuid: uuidOf("by-component", control, provider),
    "component-uuid": providerUuid(provider),
    description: prose(`What ${provider} answers for.`),
    export: {
      provided,
      ...(left.length > 0 && {
        responsibilities: left.map((share) => ({
          uuid: shareUuid("responsibility", share),
          "provided-uuid": shareUuid("provided", share),
          description: prose(`${titles.layer(share.layer)}: the customer's half`),
        })),
      }),
    },
  };
}

function customersPart(control: string, shares: readonly Share[], titles: Titles): object {
  const inherited = shares.filter(({ party }) => party !== "customer");
  const satisfied = shares.filter(({ party }) => party === "shared");
  const origins = [...new Set(shares.map(({ party }) => ORIGINS[party]))].toSorted(compareText);
  return {
    uuid: uuidOf("by-component", control, "this-system"),
    "component-uuid": SYSTEM,
    description: "What the customer answers for.",
    props: origins.map((value) => ({ name: "control-origination", value })),
    ...(inherited.length > 0 && {
      inherited: inherited.map((share) => ({
        uuid: shareUuid("inherited", share),
        "provided-uuid": shareUuid("provided", share),
        description: prose(`${titles.layer(share.layer)} of ${share.provider}`),
      })),
    }),
    ...(satisfied.length > 0 && {
      satisfied: satisfied.map((share) => ({
        uuid: shareUuid("satisfied", share),
        "responsibility-uuid": shareUuid("responsibility", share),
        description: prose(`${titles.layer(share.layer)} of ${share.provider}, as the findings say`),
      })),
    }),
  };
}

function shareUuid(kind: string, { control, provider, layer, party }: Share): string {
  return uuidOf(kind, control, provider, layer, party);
}
