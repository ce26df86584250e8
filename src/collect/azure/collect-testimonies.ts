import { toInstant } from "../../inventory/instant.ts";
import type { JsonObject } from "../../inventory/json-text.ts";
import { own, ownText } from "../../inventory/json-text.ts";
import type { SnapshotEntry } from "../../model/resource.ts";
import type { WitnessOutcome } from "../../model/witness.ts";
import type { ArmApi } from "./api.ts";
import { because, blindEntry } from "./blind-spot.ts";
import { graphPages, quoted } from "./graph.ts";
import type { Entries } from "./reading.ts";

/** A table of Resource Graph that holds the verdicts of another checker on resources. */
interface Table {
  readonly source: string;
  readonly query: (checks: readonly string[]) => string;
  readonly read: (row: JsonObject) => Said;
  /** By the checker's words. Any other word, such as the one for not applicable, is not a verdict. */
  readonly outcomes: Readonly<Record<string, WitnessOutcome>>;
}

interface Said {
  readonly check: string | undefined;
  readonly resource: string | undefined;
  readonly says: string | undefined;
  readonly at: unknown;
}

const POLICIES = "/providers/microsoft.authorization/policydefinitions/";

/**
 * https://learn.microsoft.com/azure/governance/policy/samples/resource-graph-samples (2026-11-22, for policy states);
 * fields of assessments from the API reference.
 */
const TABLES: readonly Table[] = [
  {
    source: "Microsoft Defender assessment",
    query: (checks) =>
      `securityresources | where type =~ 'microsoft.security/assessments' | where name in~ (${quoted(checks)}) | order by id asc`,
    read: (row) => {
      const properties = own(row, "properties");
      const status = own(properties, "status");
      return {
        check: ownText(row, "name"),
        resource: ownText(own(properties, "resourceDetails"), "Id", "id"),
        says: ownText(status, "code"),
        at: own(status, "statusChangeDate"),
      };
    },
    outcomes: { Healthy: "pass", Unhealthy: "fail" },
  },
  {
    source: "Azure Policy",
    query: (checks) =>
      `policyresources | where type =~ 'microsoft.policyinsights/policystates' | where tostring(properties.policyDefinitionId) in~ (${quoted(checks.map((check) => POLICIES + check))}) | order by id asc`,
    read: (row) => {
      const properties = own(row, "properties");
      return {
        check: ownText(properties, "policyDefinitionId")?.split("/").at(-1),
        resource: ownText(properties, "resourceId"),
        says: ownText(properties, "complianceState"),
        at: own(properties, "timestamp"),
      };
    },
    outcomes: { Compliant: "pass", NonCompliant: "fail" },
  },
];

/**
 * Collects what Defender and Azure Policy say about the resources of a subscription. `checks`: keys of assessments and
 * names of built-in policies, in lower case. A refusal hides nothing from our own rules, but is reported.
 */
export async function* collectTestimonies(
  api: ArmApi,
  subscription: string,
  checks: ReadonlySet<string>,
): AsyncGenerator<Entries> {
  if (checks.size === 0) return;
  for (const table of TABLES)
    for await (const page of graphPages(api, [subscription], table.query([...checks].toSorted()))) {
      if ("failure" in page)
        yield [blindEntry([], subscription, because(`not all that ${table.source} says was read`, page.failure))];
      else yield page.elements.flatMap((row) => entryOf(row as JsonObject, table, subscription) ?? []);
    }
}

function entryOf(row: JsonObject, { source, read, outcomes }: Table, account: string): SnapshotEntry | undefined {
  const { check, resource, says, at } = read(row);
  if (check === undefined || resource === undefined || says === undefined || !Object.hasOwn(outcomes, says))
    return undefined;
  const time = toInstant(at);
  const words = { check, source: `${source} ${check}`, says, outcome: outcomes[says]! };
  return {
    testimony: {
      provider: "azure",
      account,
      region: "global",
      resource,
      ...words,
      ...(time === undefined ? {} : { at: time }),
    },
  };
}
