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
  /** The row of Microsoft's matrix it corresponds to; the nearest one is in brackets. */
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
  /** The provider the type belongs to, from the folder of its file. */
  readonly provider: string;
  readonly profile: string;
  readonly model?: ServiceModel;
  readonly overrides?: Readonly<Partial<Record<Layer, LayerState>>>;
  readonly exceptions?: readonly ResponsibilityException[];
  readonly confidence: "high" | "medium";
  readonly sources: readonly string[];
  readonly note?: string;
  /** Keys of `baselines.yaml`, with what the provider's own baselines say about the service. Information only. */
  readonly baselines?: readonly string[];
}

/** Changes single layers if its condition holds on the resource itself; later exceptions win. */
export interface ResponsibilityException {
  readonly id: string;
  /** A rule-language condition. A missing field makes it false, or undetermined in a line with `absent: unknown`. */
  readonly when: Condition;
  /**
   * A joined fact, `@name`. If it was never joined to the document, the exception is false. If joining it was refused
   * (the fact is named in `unread`), the exception is undetermined, as everywhere else.
   */
  readonly applies_if_joined?: string;
  readonly set?: Readonly<Partial<Record<Layer, LayerState>>>;
  /** Sets every layer whose state is one of `from`. */
  readonly set_all?: { readonly from: readonly LayerState[]; readonly to: LayerState };
  readonly model?: ServiceModel;
  readonly why: string;
  readonly sources: readonly string[];
  readonly caveat?: string;
  /** The field is a namespace in which the cloud does not let customers create anything. */
  readonly reserved_namespace?: true;
  /** Paths in `when` that the provider's API returns but its published schema does not list. */
  readonly unconfirmed?: readonly string[];
}

/** Who answers for one layer of one resource, and on what evidence. */
export interface Responsibility {
  readonly layer: Layer;
  readonly state: LayerState;
  /** Null if `state` is not a party. */
  readonly party: Party | null;
  /** Null for a type that is not in the model. */
  readonly service_model: ServiceModel | null;
  /** True if the type is not in the model, so the layer is the customer's until proven otherwise. */
  readonly assumed: boolean;
  readonly decided_by: DecidedBy;
}

/** The fact that decided. If no field of the resource did, `path` is null and `value` is the type. */
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
  /** Layers it owns unless something more specific applies. No layer has two owners. */
  readonly owns_layers: readonly Layer[];
  readonly mcsb?: readonly string[];
  readonly oscal?: string;
  readonly note?: string;
}
