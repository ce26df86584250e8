import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { neededActions } from "../../src/collect/aws/actions.ts";
import { DIRECT_TYPES } from "../../src/collect/aws/direct/registry.ts";
import type { ItemSource } from "../../src/collect/aws/options.ts";
import { neededTypes } from "../../src/commands/sources/needed-types.ts";
import { RESPONSIBILITY_KNOWLEDGE } from "../../src/commands/library/responsibility-knowledge.ts";
import type { ResourceDocument } from "../../src/model/resource.ts";
import type { Evaluation } from "../../src/model/run.ts";
import { item } from "../loopback-aws/direct-item.ts";
import { iamAction, NEEDS_NO_LEAVE } from "../loopback-aws/iam-action.ts";
import { loadLibrary } from "../../src/rules/load-library.ts";
import type { LoopbackAws, LoopbackOptions } from "../loopback-aws/start-aws.ts";
import { SERVICES } from "../loopback-aws/services/services.ts";
import { resolveBelowLocalhost } from "./below-localhost.ts";
import { expectExact } from "./predicted.ts";
import { ACCOUNT, AS_OF, comparable } from "./scan-aws.ts";
import type { Scanned } from "./scan-aws.ts";
import { directDocuments, paths, rules, scanEstate, scanInPages } from "./scan-direct.ts";
import { library } from "../shipped.ts";

const TYPES = [...DIRECT_TYPES.keys()].toSorted();
const documents = await directDocuments();

const scan = scanInPages(documents);
let recorded: Scanned;
let direct: Scanned & { readonly aws: LoopbackAws };
/** Rules that the estate answers where nothing is refused. */
let decided: ReadonlySet<string>;

beforeAll(async () => {
  resolveBelowLocalhost();
  recorded = await scan({ source: "config" });
  direct = await scan({ source: "direct" });
  const open = direct.run.evaluations.filter(({ outcome }) => outcome === "unknown").map(({ rule_id: id }) => id);
  decided = new Set(rules.map(({ id }) => id).filter((id) => !open.includes(id)));
});

const UNTOLD = new Set(rules.flatMap((rule) => Object.keys(rule.unlisted_paths ?? {})));

/** What rules read of a type, that the type's own calls can give. */
function pathsOf(type: string): string[] {
  const { fields } = library.fields[type]!;
  return ownPaths(type).filter((path) => fields[path]?.not_direct === undefined);
}

/** All but those that a rule itself says no source tells. */
function ownPaths(type: string): string[] {
  const own = /^(?:configuration|supplementaryConfiguration)\./;
  return [...(paths.get(type) ?? [])].filter((path) => own.test(path) && !UNTOLD.has(path)).toSorted();
}

/** All values at a path as the field lists write it. */
function valuesAt(value: unknown, path: string): unknown[] {
  const steps = [...path.matchAll(/\["([^"]*)"\]|(\[\])|([^.[\]]+)/g)];
  return steps.reduce<unknown[]>(
    (found, [, quoted, each, key]) => {
      if (each !== undefined) return found.flatMap((one) => (Array.isArray(one) ? one : []));
      const name = quoted ?? key!;
      return found.flatMap((one) => {
        const isThere = typeof one === "object" && one !== null && Object.hasOwn(one, name);
        const member: unknown = isThere ? (one as Record<string, unknown>)[name] : undefined;
        return member === undefined || member === null ? [] : [member];
      });
    },
    [value],
  );
}

/** As far as rules ask: what stands in an object or a list is read by paths of its own, or judged as a whole below. */
function asked(value: unknown, type: string, path: string): unknown {
  if (typeof value !== "object" || value === null || library.fields[type]!.fields[path]?.type === "policy")
    return value;
  return Array.isArray(value) ? `a list of ${value.length}` : "an object";
}

const documentsOf = ({ resources }: Scanned, type: string): Map<string, ResourceDocument> =>
  new Map(resources.filter((one) => one.type === type).map((one) => [`${one.region} ${one.id}`, one]));

/** What of an evaluation does not hang on the words for what was not read. */
function judged({ evidence, ...evaluation }: Evaluation): unknown {
  const read = evidence.filter(({ state, because = "" }) => state !== "unread" && !because.endsWith(" was not read"));
  return { ...evaluation, evidence: read };
}

/** Rules that ask what AWS Config alone knows. */
const ONLY_RECORDED = new Set(
  rules
    .filter((rule) => {
      const read = neededTypes([rule], library, "aws").paths;
      return [...read].some(([type, of]) => [...of].some((path) => library.fields[type]?.fields[path]?.not_direct));
    })
    .map(({ id }) => id),
);

describe.each(TYPES)("%s", (type) => {
  it("is read at no field that the field list does not know", () => {
    expect(ownPaths(type).filter((path) => library.fields[type]!.fields[path] === undefined)).toEqual([]);
  });

  it("stands in the estate with every field that a shipped rule reads", () => {
    const found = [...documentsOf(recorded, type).values()];
    expect(pathsOf(type).filter((path) => found.flatMap((one) => valuesAt(one, path)).length === 0)).toEqual([]);
  });

  it("has the same values in every field that a shipped rule reads", () => {
    const [ours, theirs] = [documentsOf(direct, type), documentsOf(recorded, type)];
    expect([...ours.keys()].toSorted()).toEqual([...theirs.keys()].toSorted());
    const read = (all: Map<string, ResourceDocument>): unknown[] =>
      [...all]
        .toSorted()
        .map(([id, one]) => [
          id,
          one.name,
          pathsOf(type).map((path) => [path, valuesAt(one, path).map((value) => asked(value, type, path))]),
        ]);
    expect(read(ours)).toEqual(read(theirs));
  });

  it("bears the same tags", () => {
    const tags = (all: Map<string, ResourceDocument>): unknown[] =>
      [...all].toSorted().map(([id, one]) => [id, one.tags, one.unread?.filter(({ path }) => path === "tags") ?? []]);
    expect(tags(documentsOf(direct, type))).toEqual(tags(documentsOf(recorded, type)));
  });

  it("is judged the same, by the same rules", () => {
    const of = ({ run }: Scanned): unknown[] =>
      (comparable(run) as Evaluation[])
        .filter(({ resource, rule_id: id }) => resource.type === type && !ONLY_RECORDED.has(id))
        .map(judged);
    expect(of(direct)).toEqual(of(recorded));
  });

  it("says which call told, and when", () => {
    const documents = documentsOf(direct, type);
    expect(documents.size).toBeGreaterThan(0);
    for (const one of documents.values()) {
      expect(one.source).toBe(DIRECT_TYPES.get(type)!.call);
      expect(one.confirmed_at).toBeDefined();
    }
  });
});

function callsOf(type: string): string[] {
  const { direct_calls: own = [], fields } = library.fields[type]!;
  const read = [...(paths.get(type) ?? [])];
  const parts = Object.entries(fields).filter(
    ([part]) =>
      part === "tags" ||
      read.some((path) => path === part || path.startsWith(`${part}.`) || path.startsWith(`${part}[`)),
  );
  return [...own, ...parts.flatMap(([, { direct_calls: calls = [] }]) => calls)];
}

/** Each call that the field list names, with the types that take it. */
const CALLS = [...SERVICES]
  .flatMap(([service, { operations }]) => Object.keys(operations).map((operation) => ({ service, operation })))
  .map(({ service, operation }) => {
    const action = iamAction({ service, operation });
    return { service, operation, action, types: TYPES.filter((type) => callsOf(type).includes(action)) };
  })
  .filter(({ types }) => types.length > 0);

/** The types that a rule is about or looks up. */
const readBy = new Map(rules.map((rule) => [rule.id, neededTypes([rule], library, "aws").types]));

describe("what permissions prints", () => {
  const { types, notInInventory } = neededTypes(rules, library, "aws");
  const actionsOf = (source: ItemSource): readonly string[] =>
    neededActions({ types, notInConfig: notInInventory, paths, fields: library.fields, source, aggregated: false })
      .account;
  /** Of some things the sample does not tell all. */
  const told = documents.filter((one) => !["hf-crew-shifts", "hf-legacy", "hf-crew-2016"].includes(one.name));
  const half = [{ region: "eu-west-1", excludes: TYPES }, { globalTypes: false }];

  it.each<[ItemSource, LoopbackOptions["recorders"] & object]>([
    ["direct", []],
    ["auto", half],
  ])("for --source %s is enough, and no more than is called", async (source, recorders) => {
    const granted = actionsOf(source);
    const scanned = await scanEstate({
      source,
      estate: { documents: told, recorders, granted: new Set(granted), notSelectable: ["AWS::SSM::Document"] },
    });
    const said = [...scanned.blindSpots, ...scanned.resources.flatMap(({ unread = [] }) => unread)];
    expect(said.filter(({ reason }) => reason === "access_denied")).toEqual([]);
    const called = new Set(scanned.aws.calls.map(iamAction));
    expect([...called].filter((action) => !granted.includes(action))).toEqual([NEEDS_NO_LEAVE]);
    // In part of the estate not everything is asked; GetWebACL is held against a call of another name.
    if (source === "direct") expect(granted.filter((action) => !called.has(action))).toEqual(["wafv2:GetWebACL"]);
  });
});

/** What a scan says by some rules. */
function among(ids: ReadonlySet<string>, { run }: Scanned): Pick<Scanned, "run"> {
  return { run: { ...run, evaluations: run.evaluations.filter(({ rule_id: id }) => ids.has(id)) } };
}

describe("a call that is refused", () => {
  it("is each that the field list names", () => {
    const named = new Set(TYPES.flatMap(callsOf));
    expect([...named].filter((action) => !CALLS.some((call) => call.action === action))).toEqual([]);
    expect(TYPES.filter((type) => callsOf(type).length === 0)).toEqual([]);
  });

  it.each(CALLS)("$action: what it gives is unknown, and nothing else changes", async (call) => {
    const { service, operation, action, types } = call;
    const only = rules.filter(({ id }) => types.some((type) => readBy.get(id)!.has(type)));
    const scanned = await scan({ source: "direct", only, faults: [{ service, operation, fault: "access_denied" }] });
    expectExact(among(decided, scanned), among(decided, direct), [action]);
    const before = new Set(direct.run.evaluations.map(({ fingerprint, outcome }) => `${fingerprint} ${outcome}`));
    const moved = scanned.run.evaluations.filter(
      ({ fingerprint, outcome }) => !before.has(`${fingerprint} ${outcome}`),
    );
    expect(moved.filter(({ outcome }) => outcome !== "unknown")).toEqual([]);
    const said = [...scanned.blindSpots, ...scanned.resources.flatMap(({ unread = [] }) => unread)];
    const refused = said.filter((one) => one.call === action && one.reason === "access_denied");
    expect(refused.length).toBeGreaterThan(0);
  });
});

/** Asks each type that has tags for one of them. */
const ON_TAGS = `
id: aws-acme-bears-a-team
title: The thing says whose it is
failure_title: The thing does not say whose it is
status: stable
severity: low
layer: service-config
responsibility: customer
resource: [${TYPES.filter((type) => library.fields[type]!.fields["tags"] !== undefined).join(", ")}]
question: Does the thing bear the tag team?
expect: { path: tags.team, is: set }
why: What is nobody's is mended by nobody.
fix: { effort: low, summary: Tag it. }
examples: []
`;

describe("a rule of one's own on tags", () => {
  it("is judged the same both ways, of every type that can be tagged", async () => {
    const folder = mkdtempSync(join(tmpdir(), "demarc-tags-"));
    try {
      writeFileSync(join(folder, "bears-a-team.yaml"), ON_TAGS);
      const loaded = await loadLibrary([folder], { base: library, responsibility: RESPONSIBILITY_KNOWLEDGE });
      const only = loaded.library.rules.filter(({ id }) => id === "aws-acme-bears-a-team");
      expect(loaded.diagnostics).toEqual([]);
      const outcomes = async (source: ItemSource): Promise<unknown[]> =>
        (comparable((await scan({ source, only })).run) as Evaluation[]).map(({ resource: { type, id }, outcome }) => [
          type,
          id,
          outcome,
        ]);
      const ours = await outcomes("direct");
      expect(ours).toEqual(await outcomes("config"));
      const found = new Set(ours.map((one) => (one as string[])[2]));
      expect([found.has("pass"), found.has("fail"), found.has("unknown")]).toEqual([true, true, false]);
      expect(new Set(ours.map((one) => (one as string[])[0])).size).toBe(only[0]!.resource.length);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe("what the services tell", () => {
  it("says of each thing which call told of it, and when, whatever came of it", () => {
    for (const { resource } of direct.run.evaluations.filter(
      (one) => one.resource.id !== null && !one.rule_id.startsWith("org-"),
    ))
      expect(resource, JSON.stringify(resource)).toMatchObject({
        source: expect.any(String),
        confirmed_at: AS_OF,
      });
  });

  it("leaves out what another account owns and shares", async () => {
    const network = (ownerId: string, end: string): ResourceDocument[] => [
      item({
        type: "EC2::VPC",
        arn: `ec2 vpc/vpc-${end}`,
        resourceId: `vpc-${end}`,
        configuration: { vpcId: `vpc-${end}`, ownerId, isDefault: false },
      }),
      item({
        type: "EC2::Subnet",
        arn: `ec2 subnet/subnet-${end}`,
        resourceId: `subnet-${end}`,
        configuration: { subnetId: `subnet-${end}`, ownerId, vpcId: `vpc-${end}`, mapPublicIpOnLaunch: true },
      }),
    ];
    const shared = await scanEstate({
      estate: { documents: [...network(ACCOUNT, "ours"), ...network("444455556666", "theirs")] },
      only: rules.filter(({ resource }) =>
        resource.some((type) => ["AWS::EC2::Subnet", "AWS::EC2::VPC"].includes(type)),
      ),
    });
    expect(shared.resources.map(({ name }) => name).filter((name) => /ours|theirs/.test(name ?? ""))).toEqual([
      "subnet-ours",
      "vpc-ours",
    ]);
    expect(shared.run.evaluations.filter(({ resource }) => resource.id?.endsWith("-theirs"))).toEqual([]);
  });

  it("keeps nothing of a function's environment", () => {
    expect(JSON.stringify(direct.resources)).not.toContain("a-sample-of-what-must-not-be-kept");
  });
});
