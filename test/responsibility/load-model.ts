import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { ResourceDocument } from "../../src/model/resource.ts";
import type {
  LayerFacts,
  Profile,
  ResponsibilityModel,
  Roles,
  Source,
  TypeFacts,
} from "../../src/model/responsibility.ts";
import type { Layer, LayerState, Party, ServiceModel } from "../../src/model/words.ts";

const FOLDER = join(import.meta.dirname, "../../rules/responsibility");

/** One case of `golden-cases.yaml`. */
export interface GoldenCase {
  readonly about: string;
  readonly type: string;
  readonly exception?: string;
  readonly shows?: "holds" | "does_not_hold" | "mixed" | "unread";
  readonly document: Readonly<Record<string, unknown>>;
  readonly expect: Readonly<Partial<Record<Layer, LayerState>>>;
  readonly service_model?: ServiceModel;
}

/** What else lies in `rules/responsibility/`: nothing of it decides who answers for a resource. */
interface ResponsibilityBackground {
  readonly service_models: Readonly<Record<ServiceModel, ServiceModelFacts>>;
  readonly roles: Roles;
  readonly duties: readonly Duty[];
  readonly baselines: Readonly<Record<string, Baseline>>;
}

interface ServiceModelFacts {
  readonly about: string;
  /** The standard that defines it. */
  readonly standard?: string;
  /** The model it is counted under where only the standard ones are known. */
  readonly rolls_up_to?: ServiceModel;
}

/** A duty that no resource carries: only an attestation or a record answers for it. */
interface Duty {
  readonly id: string;
  readonly about: string;
  readonly party: Party;
  /** Of a shared duty: each does its own work, or the customer must use what the provider supplies. */
  readonly kind?: "independent" | "dependent";
  readonly role?: string;
}

/** Counts of a provider's own baseline for one service, by the party its rows name. */
interface Baseline {
  /** The baseline's file name, where it is not the key. */
  readonly file?: string;
  readonly host_os_access: "none" | "read_only" | "full";
  readonly customer: number;
  readonly provider: number;
  readonly shared: number;
  readonly not_applicable: number;
}

const read = <T>(path: string): T => parse(readFileSync(join(FOLDER, path), "utf8")) as T;

/** The shipped model, read without the loader's checks. */
export const shippedModel: ResponsibilityModel = {
  layers: read<{ layers: LayerFacts[] }>("layers.yaml").layers,
  profiles: read<{ profiles: Record<string, Profile> }>("profiles.yaml").profiles,
  types: Object.fromEntries(["aws", "azure"].flatMap((provider) => readTypes(provider))),
  everywhere: read<{ everywhere: ResponsibilityModel["everywhere"] }>("everywhere.yaml").everywhere,
  sources: read<{ sources: Record<string, Source> }>("sources.yaml").sources,
};

export const shippedBackground: ResponsibilityBackground = {
  ...read<Pick<ResponsibilityBackground, "service_models">>("service-models.yaml"),
  ...read<Pick<ResponsibilityBackground, "duties">>("duties.yaml"),
  ...read<Pick<ResponsibilityBackground, "baselines">>("baselines.yaml"),
  roles: read("roles.yaml"),
};

export const goldenCases: readonly GoldenCase[] = read<{ cases: GoldenCase[] }>("golden-cases.yaml").cases;

function readTypes(provider: string): [string, TypeFacts][] {
  return readdirSync(join(FOLDER, provider))
    .toSorted()
    .flatMap((file) => Object.entries(read<{ types: Record<string, TypeFacts> }>(join(provider, file)).types))
    .map(([type, facts]) => [type, { ...facts, provider }]);
}

/** A document of `type` with the identity that a case leaves out. */
export function documentOf(type: string, parts: Readonly<Record<string, unknown>> = {}): ResourceDocument {
  const provider = type.startsWith("AWS::") ? "aws" : "azure";
  const account = provider === "aws" ? "111122223333" : "3f2b8c1e-5a47-4d0b-9c61-7e0f2a9d4b10";
  return { provider, account, region: "eu-west-1", type, id: `id-of-${type}`, name: "it", ...parts };
}
