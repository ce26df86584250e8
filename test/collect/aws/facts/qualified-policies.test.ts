import { describe, expect, it } from "vitest";
import type { Failure } from "../../../../src/collect/aws/config/api.ts";
import { openAws } from "../../../../src/collect/aws/facts/aws.ts";
import { joinFacts } from "../../../../src/collect/aws/facts/join-facts.ts";
import { LAMBDA_FACTS } from "../../../../src/collect/aws/facts/lambda.ts";
import type { RegionApi } from "../../../../src/collect/aws/region-api.ts";
import type { ResourceDocument, Unread } from "../../../../src/model/resource.ts";
import { arn, document } from "../../../loopback-aws/facts-document.ts";

const PATH = "@qualified_policies";
const FACT = LAMBDA_FACTS.find(({ path }) => path === PATH)!;
const POLICY = { Version: "2012-10-17", Statement: [] };

interface Region {
  /** Function to its versions, beside the one that is not published. */
  readonly versions: Readonly<Record<string, readonly string[]>>;
  readonly aliases?: readonly string[];
  /** Alias or version to what it has. */
  readonly policies?: Readonly<Record<string, unknown>>;
  /** The call that is refused. */
  readonly refused?: string;
}

interface Joined {
  readonly found: readonly unknown[];
  readonly unread: readonly (readonly Unread[])[];
  /** Operations and what each was asked for, in the order of the calls. */
  readonly calls: readonly string[];
}

/** The fact of these functions, in a region that answers one element a page. */
async function joined(names: readonly string[], region: Region): Promise<Joined> {
  const calls: string[] = [];
  const ask: RegionApi["ask"] = async ({ operation }, input) => {
    calls.push([operation, ...["Qualifier", "Marker"].flatMap((key) => input[key] ?? [])].join(" "));
    if (operation === region.refused) return { failure: failure("AccessDeniedException", operation) };
    const page = (list: readonly unknown[], element: string): { value: Record<string, unknown> } => {
      const at = Number(input["Marker"] ?? 0);
      return { value: { [element]: list.slice(at, at + 1), ...(at + 1 < list.length && { NextMarker: `${at + 1}` }) } };
    };
    if (operation === "ListAliases")
      return page(
        (region.aliases ?? []).map((Name) => ({ Name })),
        "Aliases",
      );
    if (operation === "ListFunctions") {
      expect(input["FunctionVersion"]).toBe("ALL");
      const all = Object.entries(region.versions).flatMap(([FunctionName, versions]) =>
        ["$LATEST", ...versions].map((Version) => ({ FunctionName, Version })),
      );
      return page(all, "Functions");
    }
    const { [String(input["Qualifier"])]: policy } = region.policies ?? {};
    if (policy === undefined) return { failure: failure("ResourceNotFoundException", operation) };
    return { value: { Policy: policy === null ? undefined : JSON.stringify(policy) } };
  };
  const apiIn = (name: string): RegionApi => ({
    region: name,
    call: () => Promise.reject(new Error("not asked")),
    ask,
  });
  const clock = { now: () => 0, sleep: async () => {} };
  const aws = openAws({ account: "111122223333", apiIn, clock })("eu-west-1");
  const entries = names.map((name) => ({
    resource: document("Lambda::Function", arn("lambda", `function:${name}`), {}),
  }));
  const read = await joinFacts(entries, new Map([["AWS::Lambda::Function", [FACT]]]), () => aws);
  const documents = read.map((entry) => (entry as { resource: ResourceDocument }).resource);
  return { found: documents.map((one) => one[PATH]), unread: documents.map(({ unread = [] }) => unread), calls };
}

function failure(code: string, operation: string): Failure {
  const reason = code === "AccessDeniedException" ? "access_denied" : "service_error";
  return { reason, call: `lambda:${operation}`, code, message: "no", help: "" };
}

const numbers = (count: number): string[] => Array.from({ length: count }, (_, index) => `${index + 1}`);

describe("policies of aliases and versions", () => {
  it("are those of every page, without the version that is not published and those that have none", async () => {
    const versions = { pay: ["1", "2"] };
    const { found, unread, calls } = await joined(["pay"], {
      versions,
      aliases: ["live", "next"],
      policies: { next: POLICY, "2": POLICY },
    });
    expect(found).toEqual([
      [
        { Qualifier: "next", Policy: POLICY },
        { Qualifier: "2", Policy: POLICY },
      ],
    ]);
    expect(unread).toEqual([[]]);
    const asked = calls.filter((call) => call.startsWith("GetPolicy"));
    expect(asked).toEqual(["live", "next", "1", "2"].map((qualifier) => `GetPolicy ${qualifier}`));
  });

  it("are none of a function that has neither", async () => {
    const { found, unread } = await joined(["pay"], { versions: { pay: [] } });
    expect([found, unread]).toEqual([[[]], [[]]]);
  });

  it("take one listing of versions for all functions of a region", async () => {
    const names = numbers(20).map((number) => `pay-${number}`);
    const { calls } = await joined(names, { versions: Object.fromEntries(names.map((name) => [name, []])) });
    expect(calls.filter((call) => call.startsWith("ListFunctions"))).toHaveLength(names.length);
    expect(calls.filter((call) => call.startsWith("ListAliases"))).toHaveLength(names.length);
  });

  it.each(["ListAliases", "ListFunctions", "GetPolicy"])("are wholly unread where %s is refused", async (refused) => {
    const { found, unread } = await joined(["pay"], { versions: { pay: ["1"] }, refused });
    expect(found).toEqual([undefined]);
    expect(unread).toMatchObject([[{ path: PATH, reason: "access_denied", call: `lambda:${refused}` }]]);
  });

  it("are unread of a function that is not among those listed, and where an answer has no policy", async () => {
    const { unread } = await joined(["pay", "book"], { versions: { book: ["1"] }, policies: { "1": null } });
    expect(unread).toMatchObject([
      [{ path: PATH, call: "lambda:ListFunctions", message: expect.stringContaining(":function:pay") }],
      [{ path: PATH, call: "lambda:GetPolicy", message: expect.stringContaining("Policy") }],
    ]);
  });

  it("are all asked for up to fifty", async () => {
    const { unread, calls } = await joined(["pay"], { versions: { pay: numbers(49) }, aliases: ["live"] });
    expect(unread).toEqual([[]]);
    expect(calls.filter((call) => call.startsWith("GetPolicy"))).toHaveLength(50);
  });

  it("are only those of the aliases above fifty, with a hole behind them", async () => {
    const region = { versions: { pay: numbers(50) }, aliases: ["live"], policies: { live: POLICY, "1": POLICY } };
    const { found, unread, calls } = await joined(["pay"], region);
    expect(found).toEqual([[{ Qualifier: "live", Policy: POLICY }]]);
    expect(unread).toMatchObject([[{ path: `${PATH}[]`, reason: "limit", call: "lambda:GetPolicy" }]]);
    expect(calls.filter((call) => call.startsWith("GetPolicy"))).toEqual(["GetPolicy live"]);
  });
});
