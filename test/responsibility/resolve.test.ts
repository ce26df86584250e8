import { describe, expect, it } from "vitest";
import type { ResourceDocument } from "../../src/model/resource.ts";
import type {
  Profile,
  ResponsibilityException,
  ResponsibilityModel,
  TypeFacts,
} from "../../src/model/responsibility.ts";
import { LAYERS } from "../../src/model/words.ts";
import type { Layer, LayerState } from "../../src/model/words.ts";
import type { CompileCondition, ConditionResult } from "../../src/responsibility/condition.ts";
import { createResolver } from "../../src/responsibility/resolve.ts";
import { documentOf } from "./load-model.ts";

const ALL_CUSTOMER = Object.fromEntries(LAYERS.map((layer) => [layer, "customer"])) as Record<Layer, LayerState>;
const PROFILE: Profile = { model: "iaas", about: "a thing", layers: { ...ALL_CUSTOMER, facility: "provider" } };

/** An exception whose condition is the truth that the document has at `@truth` under the exception's id. */
function exception(id: string, change: Partial<ResponsibilityException>): ResponsibilityException {
  return { id, when: { path: id, is: "set" }, why: `because of ${id}`, sources: ["s"], ...change };
}

/** Stands in for the evaluator: a line's truth is what the document says at its path. Counts what is judged. */
function fakeCompile(judged: string[] = []): CompileCondition {
  return (condition) => {
    const { path } = condition as { path: string };
    return (doc) => {
      judged.push(path);
      return { truth: doc[path] as ConditionResult["truth"], decided: { path, value: doc[path] } };
    };
  };
}

function model(
  types: Readonly<Record<string, Partial<TypeFacts>>>,
  everywhere: ResponsibilityModel["everywhere"] = [],
): ResponsibilityModel {
  const facts = { provider: "azure", profile: "thing", confidence: "high", sources: ["s"] } as const;
  return {
    layers: [],
    profiles: { thing: PROFILE },
    types: Object.fromEntries(Object.entries(types).map(([type, own]) => [type, { ...facts, ...own }])),
    everywhere,
    sources: {},
  };
}

function withExceptions(...exceptions: ResponsibilityException[]): ResponsibilityModel {
  return model({ "ns/things": { exceptions } });
}

const thing = (parts: Record<string, unknown> = {}): ResourceDocument => documentOf("ns/things", parts);

describe("profile and overrides", () => {
  it("gives the profile's state and names it", () => {
    const answer = createResolver(model({ "ns/things": {} }), fakeCompile()).resolve(thing(), "facility");
    expect(answer).toEqual({
      layer: "facility",
      state: "provider",
      party: "provider",
      service_model: "iaas",
      assumed: false,
      decided_by: { path: null, value: "ns/things", step: "profile thing", why: "a thing", sources: ["s"] },
    });
  });

  it("lets an override win, and gives no party where the layer is absent", () => {
    const resolver = createResolver(
      model({ "ns/things": { overrides: { os: "n/a" }, note: "no system" } }),
      fakeCompile(),
    );
    const { state, party, decided_by } = resolver.resolve(thing(), "os");
    expect([state, party, decided_by.step, decided_by.why]).toEqual(["n/a", null, "override", "no system"]);
  });

  it("shares one frozen answer among the documents of a type", () => {
    const resolver = createResolver(model({ "ns/things": {} }), fakeCompile());
    const answer = resolver.resolve(thing({ id: "a" }), "os");
    expect(resolver.resolve(thing({ id: "b" }), "os")).toBe(answer);
    expect(Object.isFrozen(answer) && Object.isFrozen(answer.decided_by)).toBe(true);
  });

  it("refuses a type whose profile is missing", () => {
    const broken = model({ "ns/things": { profile: "nothing" } });
    expect(() => createResolver(broken, fakeCompile()).resolve(thing(), "os")).toThrow(/nothing/);
  });
});

describe("exceptions", () => {
  const first = exception("first", { set: { os: "shared" } });
  const second = exception("second", { set: { os: "provider" } });
  const lock = exception("lock", { set_all: { from: ["customer", "shared"], to: "provider" } });

  const cases: [
    what: string,
    exceptions: ResponsibilityException[],
    truths: Record<string, string>,
    LayerState,
    string,
  ][] = [
    ["none holds", [first, second], { first: "false", second: "false" }, "customer", "profile thing"],
    ["one holds", [first, second], { first: "true", second: "false" }, "shared", "exception first"],
    ["the later one wins", [first, second], { first: "true", second: "true" }, "provider", "exception second"],
    ["the order of the data decides", [second, first], { first: "true", second: "true" }, "shared", "exception first"],
    ["unknown", [first], { first: "unknown" }, "undetermined", "exception first"],
    ["unknown after true", [first, second], { first: "true", second: "unknown" }, "undetermined", "exception second"],
    ["unknown before true", [first, second], { first: "unknown", second: "true" }, "provider", "exception second"],
    ["unknown before false", [first, second], { first: "unknown", second: "false" }, "undetermined", "exception first"],
    ["all of a set of states", [lock], { lock: "true" }, "provider", "exception lock"],
    ["all, not known", [lock], { lock: "unknown" }, "undetermined", "exception lock"],
    ["all, whichever of them it was", [first, lock], { first: "unknown", lock: "true" }, "provider", "exception lock"],
    [
      "all, but one way leads elsewhere",
      [exception("out", { set: { os: "n/a" } }), lock],
      { out: "unknown", lock: "true" },
      "undetermined",
      "exception lock",
    ],
  ];
  it.each(cases)("%s", (_, exceptions, truths, state, step) => {
    const answer = createResolver(withExceptions(...exceptions), fakeCompile()).resolve(thing(truths), "os");
    expect([answer.state, answer.decided_by.step]).toEqual([state, step]);
  });

  it("leaves a layer alone that an unknown exception would not change", () => {
    const same = exception("same", { set: { os: "customer", runtime: "shared" } });
    const answer = createResolver(withExceptions(same), fakeCompile()).for(thing({ same: "unknown" }));
    expect([answer("os").state, answer("runtime").state]).toEqual(["customer", "undetermined"]);
  });

  it("leaves states alone that set_all does not name", () => {
    const answer = createResolver(withExceptions(lock), fakeCompile()).for(thing({ lock: "unknown" }));
    expect(answer("facility").decided_by.step).toBe("profile thing");
  });

  it("names the deciding path and value, and says where it is not known", () => {
    const resolver = createResolver(withExceptions(first), fakeCompile());
    expect(resolver.resolve(thing({ first: "true" }), "os").decided_by).toEqual({
      path: "first",
      value: "true",
      step: "exception first",
      why: "because of first",
      sources: ["s"],
    });
    expect(resolver.resolve(thing({ first: "unknown" }), "os").decided_by.why).toMatch(/not known .*because of first/);
  });

  it("changes the service model of every layer", () => {
    const faas = exception("faas", { model: "faas" });
    const resolver = createResolver(withExceptions(faas), fakeCompile());
    const answer = resolver.for(thing({ faas: "true" }));
    expect([answer("os").service_model, answer("facility").service_model]).toEqual(["faas", "faas"]);
    expect(resolver.resolve(thing({ faas: "unknown" }), "os").service_model).toBe("iaas");
  });

  it("judges each condition at most once for a document, and only when a layer needs it", () => {
    const judged: string[] = [];
    const runtime = exception("runtime", { set: { runtime: "shared" } });
    const answer = createResolver(withExceptions(first, runtime), fakeCompile(judged)).for(
      thing({ first: "true", runtime: "true" }),
    );
    expect(judged).toEqual([]);
    answer("os");
    answer("os");
    expect(judged).toEqual(["first"]);
    for (const layer of LAYERS) answer(layer);
    expect(judged).toEqual(["first", "runtime"]);
  });

  it("shares the profile's answer where no exception holds", () => {
    const resolver = createResolver(withExceptions(first), fakeCompile());
    const answer = resolver.resolve(thing({ first: "false" }), "os");
    expect(resolver.resolve(thing({ first: "false", id: "other" }), "os")).toBe(answer);
  });
});

describe("exceptions that hold everywhere", () => {
  const lock = {
    ...exception("@group", { set_all: { from: ["customer"], to: "provider" }, applies_if_joined: "@group" }),
    provider: "azure",
  };
  const resolver = createResolver(
    model(
      { "ns/things": { exceptions: [exception("own", { set: { os: "customer" } })] }, other: { provider: "aws" } },
      [lock],
    ),
    fakeCompile(),
  );

  it.each([
    ["never joined", {}, "customer"],
    ["joined and true", { "@group": "true" }, "provider"],
    ["joined and false", { "@group": "false" }, "customer"],
    ["joined and not known", { "@group": "unknown" }, "undetermined"],
    ["joining refused", { unread: [{ path: "@group", reason: "access_denied" }], "@group": "unknown" }, "undetermined"],
  ])("%s", (_, parts, state) => {
    expect(resolver.resolve(thing({ own: "true", ...parts }), "os").state).toBe(state);
  });

  it("judges a fact whose joining was refused, also below it", () => {
    const asked: string[] = [];
    const refused = createResolver(model({ "ns/things": {} }, [lock]), fakeCompile(asked));
    refused.resolve(thing({ unread: [{ path: "@group.managedBy", reason: "access_denied" }] }), "os");
    refused.resolve(thing({ unread: [{ path: "@groups", reason: "access_denied" }] }), "os");
    expect(asked).toEqual(["@group"]);
  });

  it("leaves other providers alone", () => {
    expect(resolver.resolve(documentOf("other", { "@group": "true" }), "os").state).toBe("customer");
  });
});

describe("types that the model does not name", () => {
  const own = exception("own", { set: { os: "provider" } });
  const lock = { ...exception("lock", { set_all: { from: ["customer"], to: "shared" } }), provider: "azure" } as const;
  const resolver = createResolver(model({ "ns/things": { exceptions: [own] } }, [lock]), fakeCompile());

  it("are the customer's on every layer, and assumed", () => {
    for (const type of ["AWS::New::Thing", "ns", "nz/things", "__proto__", "constructor", ""]) {
      const answer = resolver.for(documentOf(type, { own: "true", lock: "true" }));
      for (const layer of LAYERS) {
        expect(answer(layer)).toMatchObject({
          state: "customer",
          party: "customer",
          assumed: true,
          service_model: null,
        });
      }
      expect(answer("os").decided_by).toMatchObject({ path: null, value: type, step: "unclassified type" });
    }
  });

  it.each(["ns/things/parts", "ns/things/parts/screws"])("take the profile of the nearest type above: %s", (type) => {
    const answer = resolver.resolve(documentOf(type, { lock: "false" }), "facility");
    expect(answer).toMatchObject({ state: "provider", assumed: false, service_model: "iaas" });
    expect(answer.decided_by).toMatchObject({ value: "ns/things", step: "profile thing of ns/things" });
  });

  it("do not take the parent's own exceptions, but those that hold everywhere", () => {
    const judge = createResolver(model({ "ns/things": { exceptions: [own] } }, [lock]), fakeCompile());
    const stateUnder = (truth: string): string =>
      judge.resolve(documentOf("ns/things/parts", { own: "true", lock: truth }), "os").state;
    expect(stateUnder("false")).toBe("customer");
    expect(stateUnder("true")).toBe("shared");
  });
});
