import { describe, expect, it } from "vitest";
import type { BlindSpotReason, ResourceDocument } from "../../src/model/resource.ts";
import type { Answer } from "../loopback-azure/answer.ts";
import type { FaultName } from "../loopback-azure/faults.ts";
import { comparable } from "./scan-aws.ts";
import type { Scanned } from "./scan-aws.ts";
import { APPS, azureScans, BOOKINGS, SANDBOX, unreadOf } from "./scan-azure.ts";
import type { ScanOptions } from "./scan-azure.ts";

const az = azureScans();
const SOFT_DELETE = "azure-storage-blob-soft-delete";
const BLOBS = /sthfbookings\/blobservices\/default$/;
const ROLES = "microsoft.authorization/roleassignments";
const GRAPH = /resourcegraph/;

describe("a call that gives nothing", () => {
  it("makes exactly those rules unknown that need the child", async () => {
    const before = outcomes(await az.scan());
    const scanned = await az.scan({ estate: { faults: [{ call: BLOBS, fault: "denied" }] } });
    const after = outcomes(scanned);
    const changed = [...after].filter(([pair, outcome]) => before.get(pair) !== outcome);
    const needing = az.rules.filter((rule) =>
      JSON.stringify([rule.when, rule.expect]).includes('blobservices/default\\"]'),
    );
    expect(needing.length).toBeGreaterThan(1);
    expect(changed.map(([pair, outcome]) => [pair.split(" ")[0], outcome]).toSorted()).toEqual(
      needing.map(({ id }) => [id, "unknown"]).toSorted(),
    );
    expect(changed.every(([pair]) => pair.endsWith(BOOKINGS))).toBe(true);
    expect(unreadOf(scanned).filter(({ path }) => path.endsWith('default"]') && path.includes("blob"))).toEqual([
      {
        path: 'children["blobservices/default"]',
        reason: "access_denied",
        call: "GET {id}/blobServices/default",
        code: "AuthorizationFailed",
        message: "The client does not have authorization to perform this action.",
      },
    ]);
    expect(scanned.blindSpots).toEqual([]);
  });

  it.each<[string, FaultName, BlindSpotReason, string]>([
    ["too many calls, whatever is said of waiting", "throttled", "throttled", "TooManyRequests"],
    ["too many calls, for longer than anybody waits", "throttled_for_an_hour", "throttled", "TooManyRequests"],
    ["Azure is out of order", "unavailable", "service_error", "ServerTimeout"],
    ["the answer breaks off", "cut", "network", "PARSE_ERROR"],
    ["no answer comes", "slow", "network", "TimeoutError"],
    ["somebody else answers", "web_page", "service_error", "ForeignAnswer"],
    ["somebody leads elsewhere", "redirect", "service_error", "Redirect"],
    ["a conflict", "conflict", "service_error", "Conflict"],
    ["404 for what it hangs on", "not_found", "service_error", "ResourceGroupNotFound"],
    ["another tenant's token", "other_tenant", "access_denied", "InvalidAuthenticationTokenTenant"],
  ])("%s: unread, unknown, exit 3", async (_, fault, reason, code) => {
    const limits = { deadline: 300 };
    const estate = { documents: bookings(), faults: [{ call: BLOBS, fault }] };
    const scanned = await az.scan({ only: [SOFT_DELETE], limits, estate });
    expect(unreadOf(scanned)).toMatchObject([{ path: 'children["blobservices/default"]', reason, code }]);
    expect(scanned.run.summary).toMatchObject({ unknown: 1, pairs: 1 });
    expect(scanned.exit).toBe(3);
  });

  it.each<FaultName>([
    "throttled",
    "throttled_seconds",
    "throttled_date",
    "throttled_milliseconds",
    "unavailable",
    "cut",
    "slow",
    "web_page",
  ])("goes on after two of it: %s", async (fault) => {
    const limits = { deadline: 300 };
    const estate = { documents: bookings(), faults: [{ call: BLOBS, fault, times: 2 }] };
    const scanned = await az.scan({ only: [SOFT_DELETE], limits, estate });
    expect(unreadOf(scanned)).toEqual([]);
    expect(scanned.exit).toBe(0);
  });

  it("says not applicable where the type has no logs", async () => {
    const rule = "azure-keyvault-logging";
    const faults = [
      { call: /vaults\/[^/]+\/providers\/microsoft.insights\/diagnosticsettings$/, fault: "no_logs" },
    ] as const;
    const { run, exit } = await az.scan({ only: [rule], estate: { faults } });
    expect(run.summary.not_applicable).toBe(run.summary.pairs);
    expect(exit).toBe(0);
  });

  it("tells of no read of a list that was refused", async () => {
    const faults = [{ call: new RegExp(`${APPS}/providers/${ROLES}$`), fault: "denied" }] as const;
    const scanned = await az.scan({ only: ["azure-subscription-owner-count"], estate: { faults } });
    expect(scanned.blindSpots).toMatchObject([{ account: APPS, types: [ROLES], reason: "access_denied" }]);
    expect(scanned.reads.filter(({ type }) => type === ROLES).map(({ account }) => account)).toEqual([SANDBOX]);
  });

  it.each<[FaultName, string]>([
    ["foreign_next", "ForeignNextLink"],
    ["looping_next", "RepeatedNextLink"],
  ])("%s of a list: what came is kept, the rest is blind", async (fault, code) => {
    const faults = [{ call: new RegExp(`${APPS}/providers/${ROLES}$`), fault }];
    const scanned = await az.scan({ only: ["azure-subscription-owner-count"], estate: { faults } });
    expect(scanned.blindSpots).toMatchObject([{ account: APPS, types: [ROLES], code }]);
    expect(scanned.resources.filter(({ type, account }) => type === ROLES && account === APPS).length).toBeGreaterThan(
      3,
    );
  });

  it("is blind for one subscription where Resource Graph refuses one", async () => {
    const faults = [{ call: GRAPH, fault: "denied", times: 1 }] as const;
    const { blindSpots, reads } = await az.scan({ only: [SOFT_DELETE], estate: { faults } });
    expect(blindSpots).toMatchObject([{ types: ["microsoft.storage/storageaccounts"], reason: "access_denied" }]);
    const seen = [...blindSpots, ...reads].map(({ account }) => account);
    expect(seen.toSorted()).toEqual([APPS, SANDBOX]);
  });

  it.each(["id", "type"])("is blind where a row of Resource Graph does not say its %s", async (key) => {
    const wire = (call: string, answer: Answer): Answer => {
      const body = answer.body as { readonly data?: readonly object[] };
      return call.includes("ResourceGraph")
        ? { ...answer, body: { ...body, data: withoutFirst(body.data!, key) } }
        : answer;
    };
    const { blindSpots, reads, run } = await az.scan({ only: [SOFT_DELETE], estate: { wire } });
    expect(blindSpots.map(({ code }) => code)).toEqual(["ForeignAnswer", "ForeignAnswer"]);
    expect(reads).toEqual([]);
    expect(run.evaluations.filter(({ resource }) => resource.id === null).map(({ outcome }) => outcome)).toEqual([
      "unknown",
      "unknown",
    ]);
  });

  it("knows a subscription whose list says its id but once", async () => {
    const wire = (call: string, answer: Answer): Answer =>
      /^GET \/subscriptions\?/i.test(call)
        ? { ...answer, body: { value: withoutFirst((answer.body as { readonly value: object[] }).value, "id") } }
        : answer;
    const only = ["azure-defender-key-vault"];
    const whole = await az.scan({ only });
    const scanned = await az.scan({ only, estate: { wire } });
    expect(comparable(scanned.run)).toEqual(comparable(whole.run));
  });

  it.each(["id", "type"])("is blind to what is newest where one of it does not say its %s", async (key) => {
    const wire = (call: string, answer: Answer): Answer =>
      /^GET \/subscriptions\/[^/]+\/resources\?/i.test(call)
        ? { ...answer, body: { value: withoutFirst((answer.body as { readonly value: object[] }).value, key) } }
        : answer;
    const { blindSpots } = await az.scan({ only: [SOFT_DELETE], fresh: true, estate: { wire } });
    expect(blindSpots.map(({ code, types }) => [code, types])).toEqual([
      ["ForeignAnswer", ["microsoft.storage/storageaccounts"]],
      ["ForeignAnswer", ["microsoft.storage/storageaccounts"]],
    ]);
  });

  it("is blind to a list in which one does not say its id", async () => {
    const wire = (call: string, answer: Answer): Answer =>
      call.includes("roleAssignments")
        ? { ...answer, body: { value: withoutFirst((answer.body as { readonly value: object[] }).value, "id") } }
        : answer;
    const { blindSpots, reads } = await az.scan({ only: ["azure-subscription-owner-count"], estate: { wire } });
    expect(blindSpots.map(({ types, code }) => [types, code])).toContainEqual([[ROLES], "ForeignAnswer"]);
    expect(
      reads.filter(({ type, account }) => type === ROLES && blindSpots.some((one) => one.account === account)),
    ).toEqual([]);
  });

  it("is blind where the next page of a list is named by no text", async () => {
    const wire = (call: string, answer: Answer): Answer =>
      call.includes("roleAssignments") ? { ...answer, body: { ...(answer.body as object), nextLink: 7 } } : answer;
    const { blindSpots, reads } = await az.scan({ only: ["azure-subscription-owner-count"], estate: { wire } });
    expect(blindSpots.map(({ types }) => types)).toEqual([[ROLES], [ROLES]]);
    expect(reads.filter(({ type }) => type === ROLES)).toEqual([]);
  });

  it("cannot tell what a management group holds where a part of it does not say what it is", async () => {
    const wire = (call: string, answer: Answer): Answer =>
      /\/descendants\?/i.test(call)
        ? { ...answer, body: { value: [...(answer.body as { readonly value: object[] }).value, { name: "x" }] } }
        : answer;
    const estate = { wire, managementGroups: { production: [APPS] } };
    const scan = az.scan({ only: [SOFT_DELETE], filter: { managementGroup: "production" }, estate });
    await expect(scan).rejects.toMatchObject({ diagnostics: [{ code: "azure-no-management-group" }] });
  });

  it("ends where Resource Graph names the same page again and again", async () => {
    const estate = { pageSize: 5, faults: [{ call: GRAPH, fault: "looping_next" }] } as const;
    const scanned = await az.scan({ only: [SOFT_DELETE], estate });
    expect(scanned.blindSpots.map(({ code }) => code)).toEqual(["RepeatedSkipToken", "RepeatedSkipToken"]);
    expect(scanned.reads).toEqual([]);
  });
});

describe("a collection that cannot begin or go on", () => {
  it.each<[string, string, string, ScanOptions]>([
    [
      "the token is refused",
      "azure-token-refused",
      "Azure refuses the token",
      { estate: { faults: [{ call: GRAPH, fault: "unauthorized" }] } },
    ],
    [
      "the subscriptions are refused",
      "azure-no-subscriptions",
      "cannot be listed",
      { estate: { faults: [{ call: /^get \/subscriptions$/, fault: "denied" }] } },
    ],
    ["there are none", "azure-no-subscriptions", "no subscription is visible", { estate: { documents: [] } }],
    [
      "a subscription is nobody's",
      "azure-unknown-name",
      'no subscription "Harbour & Finch sandbx"',
      { filter: { subscriptions: ["Harbour & Finch sandbx"] } },
    ],
    [
      "a group is nowhere",
      "azure-unknown-name",
      'no resource group "rg-ofice"',
      { filter: { resourceGroups: ["rg-ofice"] } },
    ],
    [
      "a management group is nobody's",
      "azure-no-management-group",
      '"produktion" cannot be listed',
      { filter: { managementGroup: "produktion" } },
    ],
    [
      "the endpoint takes no TLS",
      "azure-endpoint",
      "is no https address",
      { env: { DEMARC_AZURE_ENDPOINT: "http://127.0.0.1" } },
    ],
  ])("%s: %s", async (_, code, message, options) => {
    const diagnostics = [
      { code, message: expect.stringContaining(message) as string, help: expect.any(String) as string },
    ];
    await expect(az.scan(options)).rejects.toMatchObject({ diagnostics });
  });
});

/** The first row without the key, the others as they are. */
function withoutFirst(rows: readonly object[], key: string): readonly object[] {
  return rows.map((row, index) =>
    index > 0 ? row : Object.fromEntries(Object.entries(row).filter(([name]) => name !== key)),
  );
}

/** The account for bookings alone. */
function bookings(): ResourceDocument[] {
  return az.documents.filter(({ id, type }) => id.endsWith(BOOKINGS) || type === "microsoft.resources/subscriptions");
}

function outcomes({ run }: Scanned): ReadonlyMap<string, string> {
  return new Map(run.evaluations.map(({ rule_id, resource, outcome }) => [`${rule_id} ${resource.id}`, outcome]));
}
