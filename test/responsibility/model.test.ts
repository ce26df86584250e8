import { ResourceType } from "@aws-sdk/client-config-service";
import { describe, expect, it } from "vitest";
import { LAYERS } from "../../src/model/words.ts";
import type { ServiceModel } from "../../src/model/words.ts";
import { checkModel } from "../../src/responsibility/check.ts";
import { shippedBackground, shippedModel } from "./load-model.ts";

/** Microsoft's matrix, from the table of 2026-01-12; C customer, S shared, M provider. */
const MATRIX: readonly [layers: string[], onPrem: string, iaas: string, paas: string, saas: string][] = [
  [["data"], "C", "C", "C", "C"],
  [["service-config"], "C", "C", "C", "C"],
  [["identity"], "C", "C", "C", "C"],
  [["client-endpoints"], "C", "C", "C", "S"],
  [["application"], "C", "C", "S", "S"],
  [["network-controls"], "C", "C", "S", "M"],
  [["os"], "C", "C", "M", "M"],
  [["hardware"], "C", "M", "M", "M"],
  [["physical-network"], "C", "M", "M", "M"],
  [["facility"], "C", "M", "M", "M"],
];
const WORDS: Readonly<Record<string, string>> = { C: "customer", S: "shared", M: "provider" };
const COLUMNS: readonly ServiceModel[] = ["on_prem", "iaas", "paas", "saas"];

describe("the shipped model", () => {
  it("has no contradictions", () => {
    expect(checkModel(shippedModel)).toEqual([]);
  });

  it("has the layers in their order", () => {
    expect(shippedModel.layers.map(({ id }) => id)).toEqual(LAYERS);
  });

  const cells = MATRIX.flatMap(([layers, ...parties]) =>
    layers.flatMap((layer) => COLUMNS.map((column, i) => [layer, column, WORDS[parties[i]!]!] as const)),
  );
  it("is held against all 40 cells of Microsoft's matrix", () => {
    expect(cells).toHaveLength(40);
  });
  it.each(cells)("agrees with Microsoft's matrix: %s in %s is %s", (layer, column, party) => {
    expect(shippedModel.layers.find(({ id }) => id === layer)?.party_by_model[column]).toBe(party);
  });

  it("holds what the reference data held", () => {
    const types = Object.values(shippedModel.types);
    const count = (provider: string): number => types.filter((facts) => facts.provider === provider).length;
    expect(count("aws")).toBeGreaterThanOrEqual(115);
    expect(count("azure")).toBeGreaterThanOrEqual(93);
    expect(Object.keys(shippedModel.profiles)).toHaveLength(21);
  });

  it("has every type that AWS Config can record", () => {
    const missing = Object.values(ResourceType).filter((type) => !Object.hasOwn(shippedModel.types, type));
    expect(missing).toEqual([]);
  });

  it("writes ARM types in lower case", () => {
    const mixed = Object.entries(shippedModel.types).filter(
      ([type, { provider }]) => provider === "azure" && type !== type.toLowerCase(),
    );
    expect(mixed).toEqual([]);
  });

  it("says of every source when it was read", () => {
    const undated = Object.entries(shippedModel.sources).filter(
      ([, { read }]) => !/^\d{4}-\d\d-\d\d$/.test(read ?? ""),
    );
    expect(undated).toEqual([]);
  });

  it("gives the reason of every exception", () => {
    const exceptions = Object.values(shippedModel.types).flatMap((facts) => facts.exceptions ?? []);
    expect([...exceptions, ...shippedModel.everywhere].filter(({ why }) => why.length < 20)).toEqual([]);
  });
});

describe("the background", () => {
  const { roles, baselines, duties, service_models: models } = shippedBackground;

  it("gives each layer at most one role that owns it, and every layer has one", () => {
    const owned = Object.values(roles.customer_roles).flatMap((role) => role.owns_layers);
    expect(owned.toSorted()).toEqual(LAYERS.toSorted());
  });

  it("names only functions of the benchmark", () => {
    const known = Object.keys(roles.mcsb_roles.roles);
    const named = [
      ...Object.values(roles.mcsb_roles.controls).flat(),
      ...Object.values(roles.customer_roles).flatMap((role) => role.mcsb ?? []),
    ];
    expect(named.filter((role) => !known.includes(role))).toEqual([]);
    expect(Object.keys(roles.mcsb_roles.controls)).toHaveLength(86);
  });

  it("has a baseline for each that a type names", () => {
    const named = Object.values(shippedModel.types).flatMap((facts) => facts.baselines ?? []);
    expect(named.filter((key) => !Object.hasOwn(baselines, key))).toEqual([]);
    expect(Object.keys(baselines).filter((key) => !named.includes(key))).toEqual([]);
  });

  it("rolls models up to models, and names roles for duties that exist", () => {
    const targets = Object.values(models).flatMap((model) => model.rolls_up_to ?? []);
    expect(targets.filter((model) => !Object.hasOwn(models, model))).toEqual([]);
    expect(
      duties.flatMap(({ role }) => role ?? []).filter((role) => !Object.hasOwn(roles.customer_roles, role)),
    ).toEqual([]);
  });
});
