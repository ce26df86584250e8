import type { Condition } from "./rule.ts";
import type { Layer, LayerState, Party, ServiceModel } from "./words.ts";

/** The responsibility model as data: `rules/responsibility/`, checked by the loader, kept in the pack. */
export interface ResponsibilityModel {
  readonly layers: readonly LayerFacts[];
  readonly profiles: Readonly<Record<string, Profile>>;
  /** Keyed by type; ARM types in lower case. */
  readonly types: Readonly<Record<string, TypeFacts>>;
  /** Exceptions that hold for every type of one provider; applied after the type's own. */
  readonly everywhere: readonly (ResponsibilityException & { readonly provider: string })[];
  readonly sources: Readonly<Record<string, Source>>;
}

export interface Source {
  readonly what: string;
  readonly where: string;
  /** ISO date on which it was read. */
  readonly read?: string;
}

export interface LayerFacts {
  readonly id: Layer;
  readonly title: string;
  /** The row of Microsoft's matrix it stands for; in brackets the nearest one. */
  readonly comparable_area?: string;
  readonly party_by_model: Readonly<Record<ServiceModel, Party>>;
  readonly nist_800_53: readonly string[];
  readonly csa_ccm: readonly string[];
  readonly source: string;
}

export interface Profile {
  readonly model: ServiceModel;
  readonly about: string;
  readonly layers: Readonly<Record<Layer, LayerState>>;
}

export interface TypeFacts {
  /** The provider whose type it is: the folder its file lies in. */
  readonly provider: string;
  readonly profile: string;
  readonly model?: ServiceModel;
  readonly overrides?: Readonly<Partial<Record<Layer, LayerState>>>;
  readonly exceptions?: readonly ResponsibilityException[];
  readonly confidence: "high" | "medium";
  readonly sources: readonly string[];
  readonly note?: string;
  /** Keys of `baselines.yaml`: what the provider's own baselines say of the service. Information only. */
  readonly baselines?: readonly string[];
}

/** Changes single layers where its condition holds on the resource itself; later ones win. */
export interface ResponsibilityException {
  readonly id: string;
  /** A rule-language condition. A missing field makes it false; a line that says `absent: unknown` makes it undetermined instead. */
  readonly when: Condition;
  /**
   * A joined fact, `@name`. A document that never had it joined is left alone: the exception is false there. One whose
   * joining was tried and refused (the fact is named in `unread`) is undetermined, as everywhere else.
   */
  readonly applies_if_joined?: string;
  readonly set?: Readonly<Partial<Record<Layer, LayerState>>>;
  /** For every layer whose state is one of `from`. */
  readonly set_all?: { readonly from: readonly LayerState[]; readonly to: LayerState };
  readonly model?: ServiceModel;
  readonly why: string;
  readonly sources: readonly string[];
  readonly caveat?: string;
  /** The field is a namespace in which the cloud refuses a customer's creation. */
  readonly reserved_namespace?: true;
  /** Paths of `when` that the provider's API has and its published schema of the document has not. */
  readonly unconfirmed?: readonly string[];
}

/** Who answers for one layer of one resource, and on what evidence. */
export interface Responsibility {
  readonly layer: Layer;
  readonly state: LayerState;
  /** Null where `state` is not a party. */
  readonly party: Party | null;
  /** Null for a type the model does not know. */
  readonly service_model: ServiceModel | null;
  /** True where the type is not in the model: the customer's until proven otherwise. */
  readonly assumed: boolean;
  readonly decided_by: DecidedBy;
}

/** The fact that decided. Where no field of the resource did: path null, `value` the type. */
export interface DecidedBy {
  readonly path: string | null;
  readonly value: unknown;
  /** `profile vm`, `override`, `exception fargate-launch-type`, `unclassified type`. */
  readonly step: string;
  readonly why: string;
  readonly sources: readonly string[];
}

export interface Roles {
  readonly customer_roles: Readonly<Record<string, CustomerRole>>;
  readonly external_parties: readonly string[];
  readonly mcsb_roles: {
    readonly source: string;
    readonly roles: Readonly<Record<string, string>>;
    readonly controls: Readonly<Record<string, readonly string[]>>;
  };
}

export interface CustomerRole {
  readonly often_called: string;
  /** Layers it owns where nothing more particular is said. No layer has two owners. */
  readonly owns_layers: readonly Layer[];
  readonly mcsb?: readonly string[];
  readonly oscal?: string;
  readonly note?: string;
}
