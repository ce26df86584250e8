import { isObject, own, ownText } from "../../../inventory/json-text.ts";
import type { JsonObject } from "../../../inventory/json-text.ts";
import type { ResourceDocument } from "../../../model/resource.ts";
import type { Aws } from "./aws.ts";
import { foreign, noneOn, Refused } from "./aws.ts";
import type { AccountFact, JoinedFact } from "./fact.ts";
import { pick } from "./fact.ts";
import { resourceIdOf } from "./resource-id.ts";

const NEXT = ["nextToken", "nextToken"] as const;
const NEXT_CAPITAL = ["NextToken", "NextToken"] as const;

export const SECURITY_SERVICE_FACTS: readonly AccountFact[] = [
  {
    path: "@securityhub.hub",
    per: "region",
    read: async (aws) => {
      const hub = await noneOn(["InvalidAccessException"], aws.ask("securityhub", "DescribeHub"));
      return hub && pick(hub, ["AutoEnableControls", "ControlFindingGenerator", "HubArn", "SubscribedAt"]);
    },
  },
  { path: "@guardduty.detectors", per: "region", read: detectors },
  { path: "@macie.session", per: "region", read: macieSession },
  {
    path: "@access_analyzer.analyzers",
    per: "region",
    read: async (aws) => {
      const analyzers = await aws.list("access-analyzer", "ListAnalyzers", { elements: "analyzers", token: NEXT });
      return analyzers.map((analyzer) => pick(analyzer, ["arn", "name", "status", "type"]));
    },
  },
  { path: "@inspector.account_status", per: "region", read: inspectorStatus },
  { path: "@inspector.critical_findings", per: "region", read: criticalFindings },
];

export const GUARDDUTY_JOINED_FACTS: readonly JoinedFact[] = [
  { types: ["AWS::GuardDuty::Detector"], path: "@findings", read: guardDutyFindings },
];

async function detectors(aws: Aws): Promise<JsonObject[]> {
  const found: JsonObject[] = [];
  const listing = { elements: "DetectorIds", token: NEXT_CAPITAL };
  for await (const page of aws.pages("guardduty", "ListDetectors", listing)) {
    for (const DetectorId of page) {
      const detector = await aws.ask("guardduty", "GetDetector", { DetectorId });
      found.push({ DetectorId, ...pick(detector, ["Features", "FindingPublishingFrequency", "Status"]) });
    }
  }
  return found;
}

/** Macie says that it is off by refusing access; any other refusal is a real one. */
async function macieSession(aws: Aws): Promise<JsonObject | null | undefined> {
  try {
    const session = await aws.ask("macie2", "GetMacieSession");
    return ownText(session, "status") === undefined
      ? undefined
      : (pick(session, ["createdAt", "findingPublishingFrequency", "status"]) ?? null);
  } catch (error) {
    if (error instanceof Refused && /Macie is not enabled/i.test(error.failure.message)) return null;
    throw error;
  }
}

async function inspectorStatus(aws: Aws): Promise<unknown> {
  const answer = await aws.ask("inspector2", "BatchGetAccountStatus", { accountIds: [aws.account] });
  const accounts = own(answer, "accounts");
  return Array.isArray(accounts) ? accounts.find((one) => ownText(one, "accountId") === aws.account) : undefined;
}

function equals(value: string): JsonObject[] {
  return [{ comparison: "EQUALS", value }];
}

async function criticalFindings(aws: Aws): Promise<JsonObject[]> {
  const input = { filterCriteria: { findingStatus: equals("ACTIVE"), severity: equals("CRITICAL") }, maxResults: 100 };
  const findings = await aws.list("inspector2", "ListFindings", { input, elements: "findings", token: NEXT });
  return findings.map((finding) => {
    const resources = own(finding, "resources");
    const resource = Array.isArray(resources) ? (resources[0] as unknown) : undefined;
    return {
      id: own(finding, "findingArn"),
      title: own(finding, "title"),
      finding_type: own(finding, "type"),
      resource_id: own(resource, "id"),
      resource_type: own(resource, "type"),
      fix_available: own(finding, "fixAvailable"),
      first_observed_at: own(finding, "firstObservedAt"),
      last_observed_at: own(finding, "lastObservedAt"),
    };
  });
}

/** How many findings GuardDuty returns at once. */
const FINDINGS_AT_ONCE = 50;
const HIGH = 7;

async function guardDutyFindings(aws: Aws, detector: ResourceDocument): Promise<JsonObject[]> {
  const DetectorId = resourceIdOf(detector);
  const Criterion = { severity: { GreaterThanOrEqual: HIGH }, "service.archived": { Equals: ["false"] } };
  const input = { DetectorId, FindingCriteria: { Criterion }, MaxResults: FINDINGS_AT_ONCE };
  const found: JsonObject[] = [];
  for await (const FindingIds of aws.pages("guardduty", "ListFindings", {
    input,
    elements: "FindingIds",
    token: NEXT_CAPITAL,
  })) {
    if (FindingIds.length === 0) continue;
    const answer = await aws.ask("guardduty", "GetFindings", { DetectorId, FindingIds });
    const findings = own(answer, "Findings");
    if (!Array.isArray(findings)) throw foreign("guardduty", "GetFindings", 'the answer has no list "Findings"');
    const told = findings.filter(isObject);
    if (told.length < FindingIds.length) throw foreign("guardduty", "GetFindings", "not all findings were told");
    found.push(...told.map(guardDutyFinding));
  }
  return found;
}

function guardDutyFinding(finding: JsonObject): JsonObject {
  return {
    id: own(finding, "Id"),
    title: own(finding, "Title"),
    finding_type: own(finding, "Type"),
    resource_type: own(own(finding, "Resource"), "ResourceType"),
    severity: own(finding, "Severity"),
    created_at: own(finding, "CreatedAt"),
    updated_at: own(finding, "UpdatedAt"),
  };
}
