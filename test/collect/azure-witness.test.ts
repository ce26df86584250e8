import { describe, expect, it } from "vitest";
import { comparable } from "./scan-aws.ts";
import type { Scanned } from "./scan-aws.ts";
import { APPS, azureScans, BOOKINGS } from "./scan-azure.ts";

const az = azureScans();
const RULE = "azure-storage-secure-transfer";
const POLICY = "404c3081-a854-4457-ae30-26a93ef643f9";
const ASSESSMENT = "1c5de8e1-f68d-6a17-e0d2-ec259c42768c";
const WITNESS = { checks: new Set([POLICY, ASSESSMENT]), isControl: () => false };
const STORAGE = `/subscriptions/${APPS}${BOOKINGS}`.replace("rg-bookings", "RG-Bookings");

/** Rows as Resource Graph gives them, of one account of storage. */
const said = (assessed: string, complies: string) => ({
  securityresources: [
    {
      id: "/a",
      name: ASSESSMENT,
      properties: { resourceDetails: { Source: "Azure", Id: STORAGE }, status: { code: assessed } },
    },
  ],
  policyresources: [
    {
      id: "/p",
      properties: {
        policyDefinitionId: `/providers/Microsoft.Authorization/policyDefinitions/${POLICY}`,
        resourceId: STORAGE,
        complianceState: complies,
        timestamp: "2026-11-20T04:00:00.1234567Z",
      },
    },
  ],
});

const unspoken = ({ run }: Scanned): unknown[] =>
  comparable({
    ...run,
    evaluations: run.evaluations.map((one) => {
      const { witness, ...rest } = one;
      return witness === undefined ? one : rest;
    }),
  });

describe("what Defender and Azure Policy say", () => {
  it.each([
    ["Healthy", "Compliant"],
    ["Unhealthy", "NonCompliant"],
    ["NotApplicable", "Exempt"],
  ])("changes no outcome, no count, no exit code: %s, %s", async (assessed, complies) => {
    const alone = await az.scan({ only: [RULE] });
    const heard = await az.scan({ only: [RULE], witness: WITNESS, estate: { said: said(assessed, complies) } });
    expect(unspoken(heard)).toEqual(unspoken(alone));
    expect({ ...heard.run.summary, witness: undefined }).toEqual(alone.run.summary);
    expect(heard.exit).toBe(alone.exit);
  });

  it("stands beside the evaluation, in whatever case they write the id", async () => {
    const { run } = await az.scan({ only: [RULE], witness: WITNESS, estate: { said: said("Unhealthy", "Compliant") } });
    const spoken = run.evaluations.filter(({ witness }) => witness !== undefined);
    expect(spoken.map(({ resource }) => resource.id?.endsWith(BOOKINGS))).toEqual([true]);
    expect(spoken[0]!.witness).toEqual([
      { source: `Microsoft Defender assessment ${ASSESSMENT}`, says: "Unhealthy", outcome: "fail" },
      { source: `Azure Policy ${POLICY}`, says: "Compliant", outcome: "pass", at: "2026-11-20T04:00:00.123Z" },
    ]);
    expect(run.summary.witness).toEqual({ agree: 0, disagree: 1 });
  });

  it("is not asked for unless somebody wants it", async () => {
    await az.scan({ only: [RULE] });
    const queries = az.azure.calls.filter((call) => call.includes("resourcegraph")).length;
    await az.scan({ only: [RULE], witness: WITNESS });
    const twoTables = 2 * 2;
    expect(az.azure.calls.filter((call) => call.includes("resourcegraph"))).toHaveLength(queries + twoTables);
  });
});
