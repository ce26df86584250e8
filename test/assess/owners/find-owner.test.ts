import { describe, expect, it } from "vitest";
import { createOwnerFinder } from "../../../src/assess/owners/find-owner.ts";
import { readOwners } from "../../../src/assess/owners/read-owners.ts";
import type { OwnedThing } from "../../../src/model/owner.ts";
import type { Layer } from "../../../src/model/words.ts";
import { LIBRARY } from "./library.ts";

const SUBSCRIPTION = "3f2b8c1e-5a47-4d0b-9c61-7e0f2a9d4b10";
const FILE = `
parties:
  - { id: pay, kind: team, unit: payments, role: data-owner }
  - { id: web, kind: team, unit: payments }
  - { id: other, kind: team, unit: second }
  - { id: net, kind: team }
  - { id: ops, kind: team, role: platform-team }
  - { id: boss, kind: person, unit: payments }
  - { id: aws, kind: cloud-provider }
units:
  payments:
    accounts: ["111122223333"]
    resource_groups: ["rg-pay-*", "${SUBSCRIPTION}/rg-pay-core"]
    accountable: boss
  second:
    subscriptions: ["${SUBSCRIPTION}"]
    resource_groups: ["rg-pay-lab"]
assign:
  - { match: { id: "arn:aws:s3:::ledger" }, owner: net }
  - { match: { tag: { key: team, value: "*" } }, owner: "{tag}" }
  - { match: { tag: { key: env, value: "prod*" } }, owner: web }
  - { match: { unit: payments, layer: network-controls }, owner: web }
  - { match: { unit: payments, layer: network-controls }, owner: net }
  - { match: { unit: payments, type: "AWS::EC2::VPC" }, owner: web }
  - { match: { unit: payments, layer: resilience, type: "AWS::EC2::VPC" }, owner: pay }
  - { match: { account: "444455556666" }, owner: other }
`;

const { owners, diagnostics } = readOwners(FILE, "owners.yaml", LIBRARY);

function thing(more: Partial<OwnedThing> = {}): OwnedThing {
  return { provider: "aws", account: "111122223333", type: "AWS::S3::Bucket", id: "arn:aws:s3:::b", ...more };
}

function azure(group: string, more: Partial<OwnedThing> = {}): OwnedThing {
  const id = `/subscriptions/${SUBSCRIPTION}/resourcegroups/${group}/providers/microsoft.storage/storageaccounts/s`;
  return { provider: "azure", account: SUBSCRIPTION, type: "microsoft.storage/storageaccounts", id, ...more };
}

describe("the cascade of owners", () => {
  it("begins with a file in order", () => {
    expect(diagnostics).toEqual([]);
  });

  it("tells ids apart by case only where their provider does", () => {
    const lambda = "arn:aws:lambda:eu-west-1:111122223333:function:";
    const account = azure("rg-lab").id!;
    const file = `
parties: [{ id: upper, kind: team }, { id: lower, kind: team }]
assign:
  - { match: { id: "${lambda}Pay" }, owner: upper }
  - { match: { id: "${lambda}pay" }, owner: lower }
  - { match: { id: "${account.toUpperCase()}" }, owner: upper }
`;
    const read = readOwners(file, "owners.yaml", LIBRARY);
    const { find } = createOwnerFinder(read.owners!, LIBRARY);
    const ownerOf = (one: OwnedThing): string => find(one).of({ id: "r", layer: "os" }).id;
    expect(read.diagnostics).toEqual([]);
    expect(["Pay", "pay", "PAY"].map((name) => ownerOf(thing({ id: `${lambda}${name}` })))).toEqual([
      "upper",
      "lower",
      "unassigned",
    ]);
    expect(ownerOf(azure("rg-lab"))).toBe("upper");
  });

  it.each<[string, OwnedThing, Layer, string | undefined, string, string]>([
    [
      "1 its id",
      thing({ id: "arn:aws:s3:::ledger", tags: { team: "pay" } }),
      "os",
      undefined,
      "net",
      "assigned by its id",
    ],
    ["2 its tag", thing({ tags: { team: "web" } }), "network-controls", undefined, "web", "tag team=web"],
    ["2 a fixed owner for a tag", thing({ tags: { env: "production" } }), "os", undefined, "web", "tag env=production"],
    ["2 the later line of two", thing({ tags: { env: "prod", team: "pay" } }), "os", undefined, "web", "tag env=prod"],
    [
      "3 unit and layer, the later line",
      thing(),
      "network-controls",
      undefined,
      "net",
      "assigned by unit payments and layer network-controls",
    ],
    [
      "3 unit and type",
      thing({ type: "AWS::EC2::VPC" }),
      "os",
      undefined,
      "web",
      "assigned by unit payments and type AWS::EC2::VPC",
    ],
    [
      "3 a layer before a type",
      thing({ type: "AWS::EC2::VPC" }),
      "network-controls",
      undefined,
      "net",
      "assigned by unit payments and layer network-controls",
    ],
    [
      "3 both before either",
      thing({ type: "AWS::EC2::VPC" }),
      "resilience",
      undefined,
      "pay",
      "assigned by unit payments and layer resilience and type AWS::EC2::VPC",
    ],
    ["4 the rule's role", thing(), "os", "data-owner", "pay", "data-owner for the unit payments, the rule's role"],
    [
      "5 the layer's role",
      thing(),
      "data",
      undefined,
      "pay",
      "data-owner for the unit payments, the role for the layer data",
    ],
    [
      "5 of a party for all units",
      thing(),
      "os",
      "network-team",
      "ops",
      "platform-team for the unit payments, the role for the layer os",
    ],
    ["6 the unit's accountable", thing(), "identity", undefined, "boss", "accountable for the unit payments"],
    [
      "7 the account's default",
      thing({ account: "444455556666" }),
      "identity",
      undefined,
      "other",
      "default of the account 444455556666",
    ],
    [
      "8 nobody",
      thing({ account: "999900001111" }),
      "identity",
      undefined,
      "unassigned",
      "no step of owners.yaml reaches it: it lies in no unit",
    ],
    [
      "8 nobody accountable",
      azure("rg-lab"),
      "identity",
      undefined,
      "unassigned",
      "no step of owners.yaml reaches it: the unit second has nobody accountable",
    ],
    [
      "a tag without such a party",
      thing({ tags: { team: "ghosts" } }),
      "identity",
      undefined,
      "boss",
      "accountable for the unit payments",
    ],
    [
      "a tag of another unit's party",
      thing({ tags: { team: "other" } }),
      "identity",
      undefined,
      "boss",
      "accountable for the unit payments",
    ],
    [
      "a tag that names the provider",
      thing({ tags: { team: "aws" } }),
      "identity",
      undefined,
      "boss",
      "accountable for the unit payments",
    ],
    [
      "a tag that is a key of every object",
      thing({ tags: { team: "constructor" } }),
      "identity",
      undefined,
      "boss",
      "accountable for the unit payments",
    ],
    [
      "a tag outside of all units",
      thing({ account: "444455556666", tags: { team: "net" } }),
      "os",
      undefined,
      "net",
      "tag team=net",
    ],
    [
      "a tag in another case, where case does not count",
      azure("rg-lab", { tags: { Team: "net" } }),
      "os",
      undefined,
      "net",
      "tag team=net",
    ],
    [
      "a tag in another case, where case counts",
      thing({ tags: { Team: "web" } }),
      "identity",
      undefined,
      "boss",
      "accountable for the unit payments",
    ],
    [
      "a blind spot over the account",
      thing({ id: null }),
      "identity",
      undefined,
      "boss",
      "accountable for the unit payments",
    ],
    [
      "a blind spot over everything",
      thing({ id: null, account: "*" }),
      "identity",
      undefined,
      "unassigned",
      "no step of owners.yaml reaches it: it lies in no unit",
    ],
  ])("%s", (_, what, layer, role, id, because) => {
    const { find } = createOwnerFinder(owners!, LIBRARY);
    const rule = { id: "r", layer, ...(role === undefined ? {} : { owner_role: role }) };
    expect(find(what).of(rule)).toMatchObject({ id, because });
  });

  it.each([
    ["rg-pay-web", "payments"],
    ["RG-PAY-WEB", "payments"],
    ["rg-pay-lab", "second"],
    ["rg-pay-core", "payments"],
    ["rg-other", "second"],
  ])("puts the resource group %s into %s", (group, unit) => {
    expect(createOwnerFinder(owners!, LIBRARY).find(azure(group)).unit).toBe(unit);
  });

  it("says in one warning which tags decided nothing", () => {
    const { find, warnings } = createOwnerFinder(owners!, LIBRARY);
    expect(warnings()).toEqual([]);
    for (const team of ["ghosts", "ghosts", "other"]) find(thing({ tags: { team } }));
    expect(warnings()).toEqual([
      "owner tags that decide nothing: team=ghosts names not a party of owners.yaml (2 resources); " +
        "team=other names a party that does not work for the unit payments (1 resource)",
    ]);
  });

  it("gives a duty of the organisation to the only holder of its role", () => {
    const { find } = createOwnerFinder(owners!, LIBRARY);
    const organization = { provider: "org", account: "*", type: "organization", id: null };
    expect(find(organization).of({ id: "org-x", layer: "data" }).id).toBe("pay");
  });
});

describe("tags that were not read", () => {
  const unread = [{ path: "tags", reason: "not_collected", message: "never carried" }] as const;
  const because = (more: Partial<OwnedThing>, file = owners!): string =>
    createOwnerFinder(file, LIBRARY).find(thing(more)).of({ id: "r", layer: "identity" }).because;

  it("are named beside the step that decided without them", () => {
    expect(because({ unread })).toBe("accountable for the unit payments; its tags were not read");
    expect(because({ tags: {}, unread: [] })).toBe("accountable for the unit payments");
  });

  it("are not, where no tag could have said whose it is", () => {
    expect(because({ unread, id: "arn:aws:s3:::ledger" })).toBe("assigned by its id");
    const assignments = owners!.assignments.filter(({ match }) => match.tag === undefined);
    expect(because({ unread }, { ...owners!, assignments })).toBe("accountable for the unit payments");
  });
});
