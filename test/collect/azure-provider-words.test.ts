import { describe, expect, it } from "vitest";
import { isControlOf } from "../../src/commands/sources/witness-checks.ts";
import type { ControlWord } from "../../src/model/provider-word.ts";
import type { SnapshotEntry } from "../../src/model/resource.ts";
import type { FaultName } from "../loopback-azure/faults.ts";
import { comparable, judge } from "./scan-aws.ts";
import { APPS, azureScans, collectFor, SANDBOX } from "./scan-azure.ts";
import type { ScanOptions } from "./scan-azure.ts";
import { library } from "../shipped.ts";

const az = azureScans();
const only = ["azure-keyvault-purge-protection"];
const CALL = "GET /providers/Microsoft.PolicyInsights/policyMetadata";

/** In the form of the examples of the API. */
function metadata(name: string, owner?: string): object {
  return {
    id: `/providers/Microsoft.PolicyInsights/policyMetadata/${name}`,
    name,
    type: "Microsoft.PolicyInsights/policyMetadata",
    properties: {
      metadataId: name,
      category: "Access control",
      title: "A control",
      ...(owner && { owner }),
      metadata: {},
    },
  };
}

const policyMetadata = [
  metadata("PCI_DSS_v4.0.1_1.2.1", "Microsoft"),
  metadata("NIST_CSF_v2.0_PR.AA_05", "Customer"),
  metadata("NIST_SP_800-53_R5_AC-2", "Shared"),
  metadata("NIST_SP_800-53_R5_AC-2(1)", "Customer"),
  metadata("NIST_SP_800-53_R5_AC-21", "Customer"),
  metadata("NIST_SP_800-53_R5_AC-3"),
  metadata("A_Standard_of_nobodys_1.1", "Microsoft"),
  metadata("__proto__", "Microsoft"),
];

function options(): ScanOptions {
  return { only, witness: { checks: new Set(), isControl: isControlOf(library, "azure") } };
}

function told(words: readonly ControlWord[] | undefined): unknown {
  return words?.map(({ framework, control, says }) => `${framework} ${control}: ${says}`);
}

describe("who answers for a control by Azure's own word", () => {
  it("stands beside the controls that are known here, from all pages, and nowhere else", async () => {
    const { run } = await az.scan({ ...options(), estate: { policyMetadata, pageSize: 2 } });
    expect(told(run.provider_words)).toEqual([
      "nist-800-53-r5 AC-2: Shared",
      "nist-800-53-r5 AC-2(1): Customer",
      "nist-csf-2.0 PR.AA-05: Customer",
      "pci-dss-4.0 1.2.1: Microsoft",
    ]);
    expect(run.provider_words![0]).toMatchObject({
      provider: "azure",
      name: "NIST_SP_800-53_R5_AC-2",
      source: "Azure policy metadata",
    });
    expect(run.blind_spots).toEqual([]);
  });

  it("changes no outcome, no count and no exit code", async () => {
    const alone = await az.scan({ only });
    const heard = await az.scan({ ...options(), estate: { policyMetadata } });
    expect(comparable(heard.run)).toEqual(comparable(alone.run));
    expect(heard.run.summary).toEqual(alone.run.summary);
    expect(heard.exit).toBe(alone.exit);
  });

  it("is asked for once, and only where somebody wants it", async () => {
    const asked = (): number => az.azure.calls.filter((call) => call === CALL.toLowerCase()).length;
    await az.scan({ only, estate: { policyMetadata } });
    expect(asked()).toBe(0);
    await az.scan({ ...options(), estate: { policyMetadata } });
    expect(asked()).toBe(1);
  });

  it.each<[FaultName, string, string]>([
    ["denied", "access_denied", "AuthorizationFailed"],
    ["foreign_next", "service_error", "ForeignNextLink"],
    ["looping_next", "service_error", "RepeatedNextLink"],
    ["throttled", "throttled", "TooManyRequests"],
  ])(
    "is said to be missing where the call fails (%s), and hides nothing from any rule",
    async (fault, reason, code) => {
      const alone = await az.scan({ only });
      const faults = [{ call: /policymetadata$/, fault }];
      const { run, exit } = await az.scan({ ...options(), estate: { policyMetadata, faults } });
      expect(run.blind_spots).toMatchObject([{ types: [], reason, code, call: CALL }]);
      expect(run.summary).toEqual(alone.run.summary);
      expect(exit).toBe(alone.exit);
    },
  );

  describe("of an initiative that is assigned", () => {
    const initiatives = [
      {
        id: "/providers/Microsoft.Authorization/policySetDefinitions/179d1daa-458f-4e47-8086-2a68d0d6c38f",
        properties: {
          displayName: "NIST SP 800-53 Rev. 5",
          policyDefinitionGroups: ["AC-2", "AC-3(2)", "ZZ-9"].map((control) => ({
            name: `NIST_SP_800-53_R5_${control}`,
            additionalMetadataId: `/providers/Microsoft.PolicyInsights/policyMetadata/NIST_SP_800-53_R5_${control}`,
          })),
        },
      },
      { id: "/subscriptions/s/providers/Microsoft.Authorization/policySetDefinitions/own", properties: {} },
    ];
    const asked = (part: string): number => az.azure.calls.filter((call) => call.includes(part)).length;

    it("names it, and asks for it once and for what the list did not hold", async () => {
      const whole = [...policyMetadata, metadata("NIST_SP_800-53_R5_AC-3(2)", "Microsoft")];
      const { run } = await az.scan({ ...options(), estate: { initiatives, policyMetadata: whole } });
      const assigned = run.provider_words!.filter(({ initiative }) => initiative !== undefined);
      expect(told(assigned)).toEqual(["nist-800-53-r5 AC-2: Shared", "nist-800-53-r5 AC-3(2): Microsoft"]);
      expect(assigned[0]).toMatchObject({ initiative: "NIST SP 800-53 Rev. 5" });
      expect(asked("179d1daa")).toBe(1);
      expect(asked("policymetadata/")).toBe(0);
      expect(run.blind_spots).toEqual([]);
    });

    it("asks for a metadata by itself where the list was refused", async () => {
      const faults = [{ call: /policymetadata$/, fault: "denied" }] as const;
      const { run } = await az.scan({ ...options(), estate: { initiatives, policyMetadata, faults } });
      expect(told(run.provider_words)).toEqual(["nist-800-53-r5 AC-2: Shared"]);
      expect(asked("policymetadata/nist_sp_800-53_r5_ac-2")).toBe(1);
    });

    it("is said to be missing where it may not be read, and nothing else is", async () => {
      const alone = await az.scan({ only });
      const faults = [{ call: /179d1daa/, fault: "denied" }] as const;
      const { run, exit } = await az.scan({ ...options(), estate: { initiatives, policyMetadata, faults } });
      expect(run.blind_spots).toMatchObject(
        [APPS, SANDBOX].map((account) => ({
          types: [],
          account,
          code: "AuthorizationFailed",
          call: "GET {initiative}",
        })),
      );
      expect(run.summary).toEqual(alone.run.summary);
      expect(exit).toBe(alone.exit);
    });
  });

  it("comes to the same from a saved collection", async () => {
    const live = await az.scan({ ...options(), estate: { policyMetadata } });
    const { only: _, estate: __, ...collected } = options();
    const rules = az.rules.filter(({ id }) => only.includes(id));
    const entries: SnapshotEntry[] = await collectFor(az.azure, rules, library, collected);
    const again = await judge(rules, library, JSON.parse(JSON.stringify(entries)) as SnapshotEntry[]);
    expect(again.run.provider_words).toEqual(live.run.provider_words);
    expect(again.run.provider_words).toHaveLength(4);
  });
});
