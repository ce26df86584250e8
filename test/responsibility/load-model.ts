import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { ResourceDocument } from "../../src/model/resource.ts";
import type {
  LayerFacts,
  Profile,
  ResponsibilityBackground,
  ResponsibilityModel,
  Source,
  TypeFacts,
} from "../../src/model/responsibility.ts";
import type { Layer, LayerState, ServiceModel } from "../../src/model/words.ts";

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
